extension FieldReader {
  /// `head_size`, by default the width's share of one head; a width the heads do not divide asks for it.
  public mutating func headSize(of heads: Int, in model: Dimensions, _ documentation: String) -> Int {
    // A width of 1 stands in for one that could not be read, which has been reported.
    if !has("head_size"), heads > 0, model.width > 1, model.width % heads != 0 {
      report(
        .impossible, "'heads' (\(heads)) does not divide the width (\(model.width)); write 'head_size'",
        field: "heads")
    }
    return int("head_size", in: 1...65_536, default: max(1, model.width / max(1, heads)), documentation)
  }
}
