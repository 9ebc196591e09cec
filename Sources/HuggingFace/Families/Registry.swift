extension Families {
  /// Families that are values, grouped by their plan.
  static let specs: [any Family] =
    dense + gpt + experts + latent + gemma + hybrid + looped + special + remote + [nemotronH]
}
