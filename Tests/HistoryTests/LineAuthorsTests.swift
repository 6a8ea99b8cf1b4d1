import Git
import History
import Records
import TestSupport
import Testing

struct LineAuthorsTests {
  private static let relationship =
    "---\nmentor: Ben Osei <\(Person.ben.email)>\nmentee: Ana Ruiz <\(Person.ana.email)>\nstatus: active\n---\n"

  private func authors(_ fixture: FixtureRepository) async throws -> LineAuthors {
    try await History(repository: fixture.reopened()).lineAuthors()
  }

  @Test func `a line is whose commit had it first, in whatever file`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["relationship.md": Self.relationship], by: .ana)
    try fixture.commit("a", files: ["README.txt": "Said by Ben.\n"], by: .ben)
    try fixture.commit("b", files: ["goals/x.md": "---\ntitle: X\n---\nSaid by Ben.\n- [ ] Step\nMine.\n"], by: .ana)
    try fixture.commit("c", files: ["goals/y.md": "  - [x] Step  \r\nMine.\nBen's own.\n"], by: .ben)
    let authors = try await authors(fixture)
    for line in ["title: X", "- [ ] Step", "- [-] Step", "Mine.", "", "  "] {
      #expect(authors.isLine(line, by: .mentee))
    }
    for line in ["Said by Ben.", "Ben's own.", "Never there."] { #expect(!authors.isLine(line, by: .mentee)) }
    #expect(authors.isLine("  Said by Ben. ", by: .mentor))
  }

  @Test func `another way to write a line is no other line, and one that keeps half of the other's words is neither's`()
    async throws
  {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["relationship.md": Self.relationship], by: .ana)
    let bens = "---\nsuccess: two drafts\nproposed_by: mentee\n---\n- Read the guideline\nKeep at it.\nBring data.\n"
    try fixture.commit("a", files: ["goals/x.md": bens], by: .ben)
    let mixed =
      "---\nsuccess: \"Two drafts\"\n---\nRead the new guideline\nKeep at it, Ana, and more of it.\nNothing else.\n"
    try fixture.commit("b", files: ["goals/x.md": mixed], by: .ana)
    try fixture.commit("c", files: ["goals/x.md": mixed + "Nothing else at all.\n"], by: .ben)
    let authors = try await authors(fixture)
    for line in ["success: \"Two drafts\"", "success: 'two drafts'"] { #expect(authors.isLine(line, by: .mentor)) }
    for line in ["Read the new guideline", "Keep at it, Ana, and more of it."] {
      #expect(!authors.isLine(line, by: .mentee) && !authors.isLine(line, by: .mentor), "\(line)")
    }
    #expect(authors.isLine("Nothing else.", by: .mentee))
    #expect(authors.isLine("Nothing else at all.", by: .mentor))
  }

  @Test func `where too many lines were replaced to be compared, the new ones are nobody's`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["relationship.md": Self.relationship], by: .ana)
    func lines(_ word: String) -> String { (0..<1_500).map { "\(word) number \($0)\n" }.joined() }
    try fixture.commit("a", files: ["a.md": lines("first")], by: .ben)
    try fixture.commit("b", files: ["a.md": lines("other")], by: .ana)
    let authors = try await authors(fixture)
    #expect(authors.isLine("first number 7", by: .mentor))
    #expect(!authors.isLine("other number 7", by: .mentee))
  }

  @Test func `what a merge brings together stays its writers', and what it adds is its author's`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["relationship.md": Self.relationship], by: .ana)
    try fixture.createBranch("side")
    try fixture.commit("a", files: ["a.md": "Ana's.\n"], by: .ana)
    try fixture.switchTo("side")
    try fixture.commit("b", files: ["b.md": "Ben's.\n"], by: .ben)
    try fixture.switchTo("main")
    try fixture.merge("side", files: ["c.md": "Added in the merge.\n"], by: .ben)
    let authors = try await authors(fixture)
    #expect(authors.isLine("Ana's.", by: .mentee))
    #expect(authors.isLine("Ben's.", by: .mentor))
    #expect(authors.isLine("Added in the merge.", by: .mentor))
  }

  @Test func `a stranger's line is neither's, and where history has a hole nothing is told`() async throws {
    let fixture = try FixtureRepository()
    try fixture.commit("begin", files: ["relationship.md": Self.relationship], by: .ana)
    let lost = try fixture.commit("a", files: ["a.md": "Kim's.\n"], by: Person(name: "Kim", email: "kim@example.org"))
    try fixture.commit("b", files: ["b.md": "Ana's.\n"], by: .ana)
    let authors = try await authors(fixture)
    #expect(!authors.isLine("Kim's.", by: .mentee) && !authors.isLine("Kim's.", by: .mentor))
    try fixture.lose(lost)
    await #expect(throws: HistoryError.self) { _ = try await self.authors(fixture) }
  }
}
