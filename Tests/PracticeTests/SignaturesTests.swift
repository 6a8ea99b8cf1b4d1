import Foundation
import Git
import History
import Practice
import Records
import TestSupport
import Testing

struct SignaturesTests {
  private let path = "agreement.md"
  private let mentee = "  - {by: mentee, on: 2026-03-12}\n"
  private let mentor = "  - {by: mentor, on: 2026-03-14}\n"

  private func text(_ signatures: String = "", cadence: String = "30", body: String = "## Saying no\nAna may.\n")
    -> String
  {
    "---\ncadence_days: \(cadence)\n" + (signatures.isEmpty ? "" : "signatures:\n" + signatures) + "---\n" + body
  }

  /// A space in which the roles are known and nobody has signed yet.
  private func space() throws -> FixtureRepository {
    let fixture = try FixtureRepository()
    try fixture.commit(
      "start",
      files: [
        "relationship.md": "---\nmentor: Ben Osei <ben@example.org>\nmentee: Ana Ruiz <ana@example.org>\n---\n",
        path: text(),
      ]
    )
    return fixture
  }

  /// A space in which both signed.
  private func signed() throws -> FixtureRepository {
    let fixture = try space()
    try fixture.commit("Ana signs", files: [path: text(mentee)])
    try fixture.commit("Ben signs", files: [path: text(mentee + mentor)], by: .ben)
    return fixture
  }

  /// The signatures of the agreement as it lies in the folder.
  private func signatures(in fixture: FixtureRepository) async throws -> Signatures {
    let agreement = try? Document.parse(Array(try fixture.read(path).utf8))
    return try Signatures(
      agreement: agreement,
      versions: await History(repository: fixture.reopened()).versions(of: path)
    )
  }

  private func standings(in fixture: FixtureRepository) async throws -> [String] {
    try await signatures(in: fixture).parts.map { part in
      switch part.standing {
      case .missing: "missing"
      case .unsaved: "unsaved"
      case .present: "present"
      case .unknown: "unknown"
      case .earlier(let changes): "earlier \(changes.count)"
      }
    }
  }

  @Test func `without an agreement or an entry nobody has signed`() async throws {
    #expect(try Signatures(agreement: nil, versions: nil).parts.map(\.standing) == [.missing, .missing])
    #expect(try await standings(in: space()) == ["missing", "missing"])
  }

  @Test func `an entry signs the text beside it, typed by hand or not, and the two sign one after the other`()
    async throws
  {
    let fixture = try space()
    try fixture.commit("Update agreement.md", files: [path: text(mentee)])
    #expect(try await standings(in: fixture) == ["present", "missing"])
    try fixture.commit("Update agreement.md", files: [path: text(mentee + mentor)], by: .ben)
    let both = try await signatures(in: fixture)
    #expect(both.areComplete)
    #expect(both.parts.map(\.day) == [CalendarDay("2026-03-12"), CalendarDay("2026-03-14")])
    #expect(both.parts.map(\.recorder) == [nil, nil])
  }

  @Test func `that it is open on which day one signed leaves the other's signature worth what it was`() async throws {
    let fixture = try space()
    let open =
      "  - {by: mentor}\nunmerged:\n"
      + #"  - {field: "signatures[by=mentor].on", shown: null, values: ["2026-03-14", "2026-03-15"]}"# + "\n"
    try fixture.commit("Ana signs", files: [path: text(mentee)])
    try fixture.commit("merge", files: [path: text(mentee + open)])
    #expect(try await standings(in: fixture) == ["present", "missing"])
    try fixture.commit("more meetings", files: [path: text(mentee + open, cadence: "14")])
    #expect(try await standings(in: fixture) == ["earlier 1", "missing"])
  }

  @Test func `one who records the other's signature is named`() async throws {
    let fixture = try space()
    try fixture.commit("both, by Ana", files: [path: text(mentee + mentor)])
    let both = try await signatures(in: fixture)
    #expect(both.areComplete)
    #expect(both.part(of: .mentee).recorder == nil)
    #expect(both.part(of: .mentor).recorder?.person == .ana)
  }

  @Test func `a later edit of a field or of the body leaves both unsigned, with what changed`() async throws {
    let fixture = try signed()
    try fixture.commit(
      "changed",
      files: [path: text(mentee + mentor, cadence: "14", body: "## Saying no\nAna may not.\n")]
    )
    let both = try await signatures(in: fixture)
    #expect(!both.areComplete)
    let expected: [Change] = [
      .field(path: "cadence_days", old: .text("30"), new: .text("14")),
      .section(heading: "Saying no", added: 1, removed: 1),
    ]
    #expect(both.parts.map(\.standing) == [.earlier(expected), .earlier(expected)])
  }

  @Test func `who signs after an edit signs the new text, the other has the old one`() async throws {
    let fixture = try signed()
    try fixture.commit(
      "changed and signed",
      files: [path: text("  - {by: mentee, on: 2026-04-02}\n" + mentor, cadence: "14")]
    )
    #expect(try await standings(in: fixture) == ["present", "earlier 1"])
  }

  @Test func `a text that was changed and changed back is signed again`() async throws {
    let fixture = try signed()
    try fixture.commit("changed", files: [path: text(mentee + mentor, cadence: "14")])
    #expect(try await standings(in: fixture) == ["earlier 1", "earlier 1"])
    try fixture.commit("changed back", files: [path: text(mentee + mentor)])
    #expect(try await standings(in: fixture) == ["present", "present"])
  }

  @Test(arguments: [
    "---\r\ncadence_days: 30\r\nsignatures:\r\n  - {by: mentee, on: 2026-03-12}\r\n  - {by: mentor, on: 2026-03-14}\r\n---\r\n## Saying no\r\n\r\nAna may.  \r\n",
    "---\nsignatures: [{on: 2026-03-12, by: mentee}, {by: 'mentor', on: \"2026-03-14\"}]\nreply_days:\ncadence_days: \"30\"  # a month\n---\n## Saying no\nAna may.",
  ])
  func `how a text is written is no change of it`(other: String) async throws {
    let fixture = try signed()
    try fixture.commit("tidied", files: [path: other])
    #expect(try await standings(in: fixture) == ["present", "present"])
  }

  @Test func `edits that are in no commit count as unsigned`() async throws {
    let fixture = try signed()
    try fixture.write(path, text(mentee + mentor, cadence: "14"))
    #expect(try await standings(in: fixture) == ["earlier 1", "earlier 1"])
    try fixture.write(path, text("  - {by: mentee, on: 2026-03-13}\n" + mentor))
    #expect(try await standings(in: fixture) == ["unsaved", "present"])
  }

  @Test func `a signed text that is only in the folder is signed by nobody`() async throws {
    let fixture = try signed()
    try fixture.commit("changed", files: [path: text(mentee + mentor, cadence: "14")])
    try fixture.write(path, text(mentee + mentor))
    #expect(try await standings(in: fixture) == ["earlier 1", "earlier 1"])
  }

  @Test func `a signature that comes back, as by undo, signs what it signed before`() async throws {
    let fixture = try signed()
    try fixture.commit("Ben withdraws", files: [path: text(mentee)], by: .ben)
    #expect(try await standings(in: fixture) == ["present", "missing"])
    try fixture.commit("changed", files: [path: text(mentee, cadence: "14")])
    try fixture.commit("Ben's is back", files: [path: text(mentee + mentor, cadence: "14")], by: .ben)
    #expect(try await standings(in: fixture) == ["earlier 1", "earlier 1"])
    try fixture.commit("changed back", files: [path: text(mentee + mentor)])
    #expect(try await standings(in: fixture) == ["present", "present"])
    try fixture.commit("changed again", files: [path: text(mentee, cadence: "14")])
    let anew = "  - {by: mentor, on: 2026-04-02}\n"
    try fixture.commit("Ben signs anew", files: [path: text(mentee + anew, cadence: "14")], by: .ben)
    #expect(try await standings(in: fixture) == ["earlier 1", "present"])
  }

  @Test func `signing twice on one day needs something that differs in the entry`() async throws {
    let fixture = try signed()
    try fixture.commit("changed", files: [path: text(mentee + mentor, cadence: "14")])
    try fixture.commit(
      "signed again",
      files: [path: text("  - {by: mentee, on: 2026-03-12, time: \"15:40\"}\n" + mentor, cadence: "14")]
    )
    #expect(try await standings(in: fixture) == ["present", "earlier 1"])
  }

  @Test func `who signs on one line of work while the text changes on another has signed the old text`() async throws {
    let fixture = try space()
    try fixture.createBranch("bens")
    try fixture.commit("Ana signs", files: [path: text(mentee)])
    try fixture.switchTo("bens")
    try fixture.commit("Ben changes and signs", files: [path: text(mentor, cadence: "14")], by: .ben)
    try fixture.switchTo("main")
    try fixture.merge("bens", files: [path: text(mentee + mentor, cadence: "14")])
    #expect(try await standings(in: fixture) == ["earlier 1", "present"])
  }

  @Test func `a version that can't be read withdraws nothing`() async throws {
    let fixture = try signed()
    try fixture.commit("broken", files: [path: "---\ncadence_days: [\n---\n"])
    #expect(try await standings(in: fixture) == ["missing", "missing"])
    try fixture.commit("mended", files: [path: text(mentee + mentor)])
    #expect(try await standings(in: fixture) == ["present", "present"])
    let both = try await signatures(in: fixture)
    #expect(both.parts.map(\.commit?.subject) == ["Ana signs", "Ben signs"])
  }

  @Test func `an open question about the text is signed by nobody`() async throws {
    let fixture = try signed()
    let question = "unmerged:\n  - {field: cadence_days, shown: \"30\", values: [\"14\", \"21\"]}\n---\n## S"
    try fixture.commit(
      "merged",
      files: [path: text(mentee + mentor).replacing("---\n## S", with: question)]
    )
    #expect(try await standings(in: fixture) == ["earlier 1", "earlier 1"])
  }

  @Test(arguments: [
    "  - {by: mentee}\n", "  - {by: mentee, on: soon}\n", "  - {by: Ana, on: 2026-03-12}\n", "  - mentee\n",
  ])
  func `an entry that doesn't say who and when signs nothing`(entry: String) async throws {
    let fixture = try space()
    try fixture.commit("Ana signs", files: [path: text(entry)])
    #expect(try await standings(in: fixture) == ["missing", "missing"])
  }

  @Test func `where a clone is cut, nobody can tell`() async throws {
    let fixture = try signed()
    try fixture.commit("later", files: ["README.md": "x"])
    let clone = fixture.outsidePath("shallow")
    try fixture.git("clone", "-q", "--depth", "1", "file://" + fixture.path, clone)
    let repository = try Repository(opening: clone, searchPaths: .isolated)
    let agreement = try Document.parse(Array(fixture.read(path).utf8))
    let cut = try await Signatures(agreement: agreement, versions: History(repository: repository).versions(of: path))
    #expect(cut.parts.map(\.standing) == [.unknown, .unknown])
    #expect(!cut.areComplete)
  }
}
