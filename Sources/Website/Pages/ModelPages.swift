import Architecture
import Catalog
import Diagnostics
import Diagram

/// One page a model: figure, fact sheet, write-up, lineage, comparisons, sources.
struct ModelPages: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let model: Model
  private let context: SiteContext
  private let body: HTML
  private let siblings: HTML
  private var root: String { Self.root }
  private var computation: Computation { Computation(model) }
  private var ancestry: Ancestry { Ancestry(context: context, model: model, root: root) }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("model", slots) { template in
      context.catalog.models.map { model in
        let frame = context.frame(
          model.name, description: model.summary, path: "models/\(model.slug)/", root: root,
          entry: IndexPages.entry)
        return template.page(Link.model(model.slug), from: model.location, in: frame, inputs: .document) {
          DocumentWriter(context: context, root: root).markup(model.body).map {
            ModelPages(
              model: model, context: context, body: $0,
              siblings: HTML(Ancestry(context: context, model: model, root: root).writeSiblings))
          }
        }
      }
    }
  }

  private static let slots: [Slot<ModelPages>] =
    [
      .text("name") { $0.model.name }, .text("organization") { $0.model.organization },
      .text("summary") { $0.model.summary },
      .text("released") { $0.model.released.long }, .text("released_iso") { $0.model.released.iso ?? "" },
      .flag("is_dated") { $0.model.released.isKnown },
      .text("decoder_type") { $0.model.sheet.decoderType },
      .text("figure_href") { $0.root + Link.figure($0.model.slug) },
      .text("data_href") { $0.root + Link.data($0.model.slug) },
      .links("quick") { $0.quick },
      .markup("figure") { $0.context.figures.writeFull($0.model, to: &$1) },
      .markup("memory") { $0.writeMemory(to: &$1) },
      .list("sheet", of: SheetGroup.slots) { page in
        let explained = page.model.sheet.explanations.map(\.id)
        return FactTable(page.model).groups.map { SheetGroup(group: $0, explained: explained) }
      },
      .markup("body") { $1.append($0.body) },
      .list("in_short", of: Computation.partSlots) { $0.computation.parts },
      .markup("weights") { $0.writeWeights(to: &$1) },
      .list("tensors", of: Computation.tensorSlots) {
        $0.model.sheet.parameters.tensors.filter { $0.parameters > 0 }
      },
      .list("how", of: Computation.Step.slots) { $0.computation.steps },
      .markup("lineage") { $0.ancestry.writeStrip(to: &$1) }, .flag("has_lineage") { !$0.ancestry.isEmpty },
      .markup("siblings") { $1.append($0.siblings) }, .flag("has_siblings") { !$0.siblings.isEmpty },
      .text("parent") { $0.ancestry.parentName },
      .notedLinks("features") { $0.features },
      .markup("nearest") { $0.writeNearest(to: &$1) },
      .flag("has_nearest") { $0.context.catalog.models.count > 1 },
      .notedLinks("comparisons") { $0.comparisons },
      .links("all_comparisons") { page in
        page.partners.map { page.context.catalog.models[$0] }.map {
          LinkItem(root + Link.compare(ModelPair(page.model, $0)), $0.name)
        }
      },
      .text("comparison_count") { String($0.partners.count) },
      .notedLinks("families") { $0.families },
    ] + Contents.slots { $0.model.body } + Mentions.slots { ($0.context, Link.model($0.model.slug), root) }
    + Sources.slots { $0.model.sources }

  private struct SheetGroup: Sendable {
    let group: FactTable.Group
    /// The ids of the numbers that have a step.
    let explained: [String]

    static let slots: [Slot<SheetGroup>] = [
      .text("title") { $0.group.title },
      .list("rows", of: SheetRow.slots) { own in
        own.group.rows.map { row in
          let index = own.group.isExplained ? own.explained.firstIndex(of: row.id) : nil
          return SheetRow(row: row, step: index.map { $0 + 1 })
        }
      },
    ]
  }

  private struct SheetRow: Sendable {
    let row: FactTable.Row
    /// Of the steps that say how it is computed, from 1.
    let step: Int?

    static let slots: [Slot<SheetRow>] = [
      .text("id") { $0.row.id }, .text("label") { $0.row.label }, .text("value") { $0.row.text },
      .text("step") { $0.step.map(String.init) ?? "" }, .flag("is_explained") { $0.step != nil },
    ]
  }

  // MARK: Charts

  /// Whom a model is measured against: who it is compared with, but for those that are as large as it is.
  private func neighbours(_ model: Model, _ count: Int) -> [Model] {
    let others = (context.comparisons.suggested[model.slug] ?? []).compactMap { context.model($0.other) }
    return Array(
      others.filter { $0.sheet.parameters.total != model.sheet.parameters.total }.prefix(count))
  }

  private func writeWeights(to out: inout ByteWriter) {
    let series = ([model] + neighbours(model, 2)).map { context.figures.series($0) }
    out.append(both: Charts.parameters(series, FigureSet.compositions("weights")))
  }

  private func writeMemory(to out: inout ByteWriter) {
    let series =
      [context.figures.series(model)]
      + neighbours(model, 3).map { context.figures.series($0, isReference: true) }
    out.append(both: Charts.memory(series, FigureSet.compositions("memory")))
  }

  // MARK: Links

  private var families: [LinkItem] {
    context.families.of(model.slug).filter { $0.kind != .technique }.map {
      LinkItem(root + Link.family($0.slug), $0.title, "\($0.models.count) models side by side")
    }
  }

  private var features: [LinkItem] {
    model.sheet.features.compactMap { context.concept($0.concept) }.map {
      LinkItem(root + Link.concept($0.slug), $0.name, $0.definition)
    }
  }

  /// The models fewest edits away, with the edits that lead from them to this one.
  private func writeNearest(to out: inout ByteWriter) {
    for other in context.comparisons.nearest[model.slug].compactMap(context.model) {
      let difference = Difference(older: other.sheet, newer: model.sheet)
      let changed = difference.changedLines
      let changes = changed.filter { difference.lines[$0.line].section != .consequence }
      let edits = difference.editCount(of: changed)
      let count = edits == 0 ? "No change" : edits == 1 ? "1 change" : "\(edits) changes"
      out.element("li") {
        $0.link(root + Link.compare(ModelPair(model, other)), "\(count) from \(other.name)")
        $0.element("ul", class: "edits") {
          for change in changes.prefix(5) {
            let row = difference.row(change)
            $0.element("li") {
              $0.text("\(difference.title(row, of: difference.lines[change.line])): ")
              $0.element("b", text: row.text)
            }
          }
          if changes.count > 5 { $0.element("li", text: "and \(changes.count - 5) more") }
        }
      }
      out.endLine()
    }
  }

  /// The comparisons most readers come for, above the figure.
  private var quick: [LinkItem] {
    (context.comparisons.suggested[model.slug] ?? []).prefix(4).compactMap { suggestion in
      context.model(suggestion.other).map { LinkItem(root + Link.compare(suggestion.pair), $0.name) }
    } + [LinkItem("\(root)compare/index.html?a=\(model.slug)", "another model")]
  }

  /// Indexes of the models it has a comparison page with, newest first.
  private var partners: [Int] {
    context.catalog.index(of: model.slug).map { context.comparisons.partners[$0] } ?? []
  }

  private var comparisons: [LinkItem] {
    (context.comparisons.suggested[model.slug] ?? []).compactMap { suggestion in
      guard let other = context.model(suggestion.other) else { return nil }
      // Only who started from the other changed anything.
      let start =
        switch (suggestion.pair.older == model.slug, context.catalog.descends(suggestion.pair)) {
        case (true, true): "What it changed: "
        case (false, true): "What this model changed: "
        case (true, false): "Against this model: "
        case (false, false): "This model against it: "
        }
      return LinkItem(
        root + Link.compare(suggestion.pair), other.name, start + suggestion.verdict.midSentence)
    }
  }
}
