import Records
import Testing

struct GoalPracticeTests {
  private func codes(_ fields: String, at path: String = "goals/x.md") throws -> [String] {
    let found = Checks.practice(
      of: try document("---\ntitle: x\n\(fields)---\n"),
      at: path,
      kind: RecordKind(path: path)
    )
    #expect(found.allSatisfy { $0.severity == .hint && $0.path == path && $0.help != nil })
    return found.map(\.code.rawValue)
  }

  @Test(arguments: ["proposed", "active"])
  func `a goal to work on says how both will know, and by when`(status: String) throws {
    #expect(try codes("status: \(status)\n") == ["goal-without-success", "goal-without-target"])
    #expect(try codes("status: \(status)\nsuccess: x\ntarget:\n") == ["goal-without-target"])
    #expect(try codes("status: \(status)\nsuccess:\ntarget: 2026-06-30\n") == ["goal-without-success"])
    #expect(try codes("status: \(status)\nsuccess: x\ntarget: 2026-06-30\n") == [])
  }

  @Test(arguments: ["paused", "withdrawn", "declined"])
  func `a goal that was put aside says why`(status: String) throws {
    #expect(try codes("status: \(status)\n") == ["goal-without-reason"])
    #expect(try codes("status: \(status)\nreason: on leave\n") == [])
  }

  @Test func `a superseded goal names the one in its place`() throws {
    #expect(try codes("status: superseded\n") == ["goal-without-reason", "goal-without-successor"])
    #expect(try codes("status: superseded\nreason: x\nsuperseded_by:\n") == ["goal-without-successor"])
    #expect(try codes("status: superseded\nreason: x\nsuperseded_by: y\n") == [])
  }

  @Test func `an achieved goal and other kinds are asked for nothing`() throws {
    #expect(try codes("status: achieved\n") == [])
    #expect(try codes("status: declined\n", at: "commitments/x.md") == [])
    #expect(try codes("") == [])
  }
}
