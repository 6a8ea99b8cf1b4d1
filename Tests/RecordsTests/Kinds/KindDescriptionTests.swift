import Records
import Testing

struct RecordKindTests {
  @Test(arguments: [
    ("goals/x.md", RecordKind.goal), ("goals/deep/x.md", .goal), ("meetings/2026-03-10.md", .meeting),
    ("relationship.md", .relationship),
    ("agreement.md", .agreement), ("closure.md", .closure), ("private.md", .privateSpace), ("network/ben.md", .person),
    ("notes/x.md", .note), ("README.md", .note), ("x/relationship.md", .note), ("goals.md", .note), ("goals", .note),
    ("", .note),
  ])
  func `the place decides the kind`(_ path: String, kind: RecordKind) {
    #expect(RecordKind(path: path) == kind)
  }
}

struct KindDescriptionTests {
  @Test(arguments: RecordKind.allCases)
  func `every table is complete and in plain sentences`(_ kind: RecordKind) {
    let description = KindDescription.of(kind)
    #expect(description.kind == kind)
    #expect((description.place == nil) == (kind == .note))
    #expect(description.summary.hasSuffix("."))
    #expect(Set(description.fields.map(\.name)).count == description.fields.count)
    for field in description.fields {
      #expect(field.meaning.hasSuffix("."))
      #expect(field.isOffered || !field.isRequired)
    }
    if let title = description.titleField, kind != .note { #expect(description.field(named: title) != nil) }
    #expect(Set(description.headings.map { $0.name.lowercased() }).count == description.headings.count)
  }

  @Test func `a goal's life is in order`() {
    let statuses = KindDescription.of(.goal).statuses
    #expect(statuses == ["proposed", "active", "paused", "achieved", "withdrawn", "superseded", "declined"])
    #expect(KindDescription.of(.skill).statuses.isEmpty)
    #expect(KindDescription.of(.goal).keyOrder.prefix(3) == ["id", "title", "status"])
  }

  @Test(arguments: RecordKind.allCases.filter { $0 != .note })
  func `a template offers what its table offers`(_ kind: RecordKind) throws {
    let text = try Repository.text(of: "templates/\(kind.rawValue).md")
    let document = try document(text)
    let description = KindDescription.of(kind)
    let offered = (description.hasID ? ["id"] : []) + description.fields.filter(\.isOffered).map(\.name)
    #expect(document.frontMatter.entries.map(\.name) == offered)
    #expect(document.body.sections.compactMap(\.heading) == description.headings.map(\.name))
    let path = try #require(description.examplePath)
    let unfilled = Checks.diagnostics(for: document, at: path, kind: kind).filter { !$0.summary.hasSuffix("is empty") }
    #expect(unfilled.isEmpty)
  }
}

extension KindDescription {
  /// A path at which a record has this kind; nil for notes.
  var examplePath: String? {
    switch place {
    case .file(let name): name
    case .folder("meetings"): "meetings/2026-03-10.md"
    case .folder(let name): "\(name)/example.md"
    case nil: nil
    }
  }
}
