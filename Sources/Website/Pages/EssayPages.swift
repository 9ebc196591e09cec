import Catalog
import Diagnostics

/// The long reads, and the list of all.
enum EssayPages: PageKind {
  static let entry = SiteEntry("Essays", "essays/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { catalog.essays.isEmpty ? [] : [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context, essays = context.catalog.essays
    plan.add("essay", EssayPage.slots) { template in
      essays.map { essay in
        let frame = context.frame(
          essay.title, description: essay.summary, path: "essays/\(essay.slug)/", root: EssayPage.root,
          entry: EssayPages.entry)
        return template.page(Link.essay(essay.slug), from: essay.location, in: frame, inputs: .document) {
          DocumentWriter(context: context, root: EssayPage.root).markup(essay.body).map {
            EssayPage(essay: essay, context: context, body: $0)
          }
        }
      }
    }
    plan.add("essays", EssayList.slots) { template in
      guard !essays.isEmpty else { return [] }
      let frame = context.frame(
        "Essays", description: "Long reads about how models are built.", path: "essays/",
        root: EssayList.root, entry: EssayPages.entry)
      return [template.page("essays/index.html", in: frame) { EssayList(essays: essays) }]
    }
  }
}

private struct EssayPage: Sendable {
  static let root = Link.root(depth: 2)
  let essay: Essay
  let context: SiteContext
  let body: HTML

  static let slots: [Slot<EssayPage>] =
    [
      .text("summary") { $0.essay.summary },
      .text("date") { $0.essay.date?.long ?? "" }, .flag("has_date") { $0.essay.date != nil },
      .markup("body") { $1.append($0.body) },
    ] + Contents.slots { $0.essay.body } + Mentions.slots { ($0.context, Link.essay($0.essay.slug), root) }
}

private struct EssayList: Sendable {
  static let root = Link.root(depth: 1)
  let essays: [Essay]

  static let slots: [Slot<EssayList>] = [
    .notedLinks("essays") { list in
      // Newest first, those without a date last.
      list.essays.sorted { ($1.date?.iso ?? "", $0.slug) < ($0.date?.iso ?? "", $1.slug) }.map { essay in
        let date = essay.date.map { "\($0.long). " } ?? ""
        return LinkItem(root + Link.essay(essay.slug), essay.title, date + essay.summary)
      }
    }
  ]
}
