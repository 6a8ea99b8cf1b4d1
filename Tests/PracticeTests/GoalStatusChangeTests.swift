import Practice
import Records
import Testing

struct GoalStatusChangeTests {
  private func goal(_ fields: String) throws -> Document {
    try Document.parse(Array("---\ntitle: Paper\n\(fields)---\n".utf8))
  }

  private func completed(_ fields: String, earlier: String..., typed: Set<String> = []) throws -> String {
    let changed = try GoalStatusChange.completed(goal(fields), earlier: earlier, typed: typed)
    return String(decoding: changed.bytes[changed.frontMatter.contentRange], as: UTF8.self)
      .replacing("title: Paper\n", with: "")
  }

  @Test(arguments: ["active", "achieved", "proposed"])
  func `a status that has no reason takes none over from an earlier one`(status: String) throws {
    let fields = "status: \(status)\nreason: no funds\n"
    #expect(try completed(fields, earlier: "paused") == "status: \(status)\n")
    #expect(try completed(fields, earlier: "active", "withdrawn") == "status: \(status)\n")
  }

  @Test func `a reason stays with a status that has one, where none had one before, and where it was typed along`()
    throws
  {
    let active = "status: active\nreason: no funds\n"
    #expect(try completed(active, earlier: "proposed") == active)
    #expect(try completed(active, earlier: "paused", typed: ["reason"]) == active)
    let withdrawn = "status: withdrawn\nreason: no funds\n"
    #expect(try completed(withdrawn, earlier: "paused") == withdrawn)
  }

  @Test func `a goal that is superseded no longer names no successor`() throws {
    let fields = "status: active\nreason: one is enough\nsuperseded_by: other\n"
    #expect(try completed(fields, earlier: "superseded") == "status: active\n")
    let paused = "status: paused\nreason: leave\nsuperseded_by: other\n"
    #expect(try completed(paused, earlier: "superseded") == "status: paused\nreason: leave\n")
  }
}
