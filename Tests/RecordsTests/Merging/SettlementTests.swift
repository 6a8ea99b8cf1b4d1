import Records
import Testing

/// Open questions get their answers in the text, and nothing else changes.
struct SettlementTests {
  private func settled(_ text: String, _ name: String, as value: String?) throws -> String {
    let bytes = Array(text.utf8)
    let entry = try #require(try Document.parse(bytes).openEntries.first { $0.name == name })
    return String(decoding: try Settlement(bytes).settling(entry, as: value), as: UTF8.self)
  }

  private func record(_ fields: String, _ entries: String..., body: String = "") -> String {
    let lines = entries.map { "  - \($0)\n" }.joined()
    return "---\n\(fields)" + (entries.isEmpty ? "" : "unmerged:\n" + lines) + "---\n" + body
  }

  @Test func `a field gets the value, and its comment stays`() throws {
    let text = record(
      "target: 2026-06-30  # hard\nstatus: active\n",
      #"{field: target, shown: "2026-06-30", values: ["2026-09-30", "2026-10-15"]}"#,
      #"{field: status, shown: "active", values: ["achieved", "paused"]}"#
    )
    #expect(
      try settled(text, "target", as: "2026-09-30")
        == record(
          "target: 2026-09-30  # hard\nstatus: active\n",
          #"{field: status, shown: "active", values: ["achieved", "paused"]}"#
        )
    )
  }

  @Test func `CRLF stays`() throws {
    let text = record("target: 1\n", #"{field: target, shown: "1", values: ["2", "3"]}"#).replacing("\n", with: "\r\n")
    #expect(try settled(text, "target", as: "2") == record("target: 2\n").replacing("\n", with: "\r\n"))
  }

  @Test func `a field goes, and one that isn't there comes`() throws {
    let gone = record("title: A\ntarget: 1\n", #"{field: target, shown: "1", values: [null, "3"]}"#)
    #expect(try settled(gone, "target", as: nil) == record("title: A\n"))
    let missing = record("title: A\n", #"{field: area, shown: null, values: ["career", "skill"]}"#)
    #expect(try settled(missing, "area", as: "skill") == record("title: A\narea: skill\n"))
  }

  @Test func `a value within a list or mapping gets its answer`() throws {
    let text = record(
      "signatures:\n  - {by: mentee, on: 2026-03-12}\n  - {by: mentor, on: 2026-03-14}\n",
      #"{field: "signatures[by=mentee].on", shown: "2026-03-12", values: ["2026-03-13", "2026-03-15"]}"#
    )
    #expect(
      try settled(text, "signatures[by=mentee].on", as: "2026-03-15")
        == record("signatures:\n  - {by: mentee, on: 2026-03-15}\n  - {by: mentor, on: 2026-03-14}\n")
    )
  }

  @Test(arguments: [
    ("pauses:\n  - {from: 2026-08-01}  # leave\n", "pauses:\n  - {from: 2026-08-01, to: 2026-08-31}  # leave\n"),
    (
      "pauses: [{from: 2026-08-01}, {from: 2026-10-01}]\n",
      "pauses: [{from: 2026-08-01, to: 2026-08-31}, {from: 2026-10-01}]\n"
    ),
    (
      "pauses:\n  - from: 2026-08-01\n  - from: 2026-10-01\n",
      "pauses:\n  - from: 2026-08-01\n    to: 2026-08-31\n  - from: 2026-10-01\n"
    ),
    (
      "{status: active, pauses: [{from: 2026-08-01}]}\n",
      "{status: active, pauses: [{from: 2026-08-01, to: 2026-08-31}]}\n"
    ),
  ])
  func `what an item of a list has not said yet comes into it`(fields: String, settled: String) throws {
    let question = #"{field: "pauses[from=2026-08-01].to", shown: null, values: ["2026-08-31", "2026-09-15"]}"#
    let text =
      fields.hasPrefix("{")
      ? "---\n\(fields.dropLast(2)), unmerged: [\(question)]}\n---\n" : record(fields, question)
    #expect(try self.settled(text, "pauses[from=2026-08-01].to", as: "2026-08-31") == record(settled))
  }

  @Test(arguments: [
    ("pauses:\n  - {from: 2026-08-01, to: 2026-08-31}\n", "pauses:\n  - {from: 2026-08-01}\n"),
    ("pauses:\n  - {to: 2026-08-31, from: 2026-08-01}\n", "pauses:\n  - {from: 2026-08-01}\n"),
    ("pauses:\n  - from: 2026-08-01\n    to: 2026-08-31\n", "pauses:\n  - from: 2026-08-01\n"),
  ])
  func `what an item of a list says goes without the item`(fields: String, settled: String) throws {
    let text = record(
      fields,
      #"{field: "pauses[from=2026-08-01].to", shown: "2026-08-31", values: [null, "2026-09-15"]}"#
    )
    #expect(try self.settled(text, "pauses[from=2026-08-01].to", as: nil) == record(settled))
  }

  @Test func `the first line of an item isn't taken out with its dash`() throws {
    let text = record(
      "pauses:\n  - to: 2026-08-31\n    from: 2026-08-01\n",
      #"{field: "pauses[from=2026-08-01].to", shown: "2026-08-31", values: [null, "2026-09-15"]}"#
    )
    #expect(throws: EditError.cannotEdit(name: "pauses[from=2026-08-01].to")) {
      try settled(text, "pauses[from=2026-08-01].to", as: nil)
    }
  }

  @Test(arguments: [
    ("pauses:\n  - {from: 2026-10-01}\n", "pauses:\n  - {from: 2026-10-01}\n  - {from: 2026-08-01, to: 2026-08-31}\n"),
    ("pauses: [{from: 2026-10-01}]\n", "pauses: [{from: 2026-10-01}, {from: 2026-08-01, to: 2026-08-31}]\n"),
    ("pauses: []\n", "pauses: [{from: 2026-08-01, to: 2026-08-31}]\n"),
  ])
  func `an item that isn't there comes to the end of its list, and goes again`(fields: String, settled: String) throws {
    let value = "{from: 2026-08-01, to: 2026-08-31}"
    let name = "pauses[from=2026-08-01]"
    let missing = record(fields, #"{field: "\#(name)", shown: null, values: [null, "\#(value)"]}"#)
    #expect(try self.settled(missing, name, as: value) == record(settled))
    let present = record(settled, #"{field: "\#(name)", shown: "\#(value)", values: [null, "\#(value)"]}"#)
    #expect(try self.settled(present, name, as: nil) == record(fields))
  }

  @Test func `a list on lines of its own gets its answer`() throws {
    let text = record(
      "notes:\n  - {a: 1}\nstatus: active\n",
      #"{field: notes, shown: "\n  - {a: 1}", values: ["\n  - {a: 2}", "\n  - {b: 3}"]}"#
    )
    #expect(try settled(text, "notes", as: "\n  - {b: 3}") == record("notes:\n  - {b: 3}\nstatus: active\n"))
  }

  @Test func `a task's parts, the task and a heading get their answers`() throws {
    let body = "## Actions\n- [ ] Send outline @mentee due:2026-04-24\n"
    let due = record(
      "date: 2026-03-10\n",
      #"{task: Send outline, heading: Actions, field: due, shown: "2026-04-24", values: ["2026-05-01", "2026-05-08"]}"#,
      body: body
    )
    #expect(
      try settled(due, "Send outline: due", as: "2026-05-08")
        == record("date: 2026-03-10\n", body: body.replacing("2026-04-24", with: "2026-05-08"))
    )
    let whole = record(
      "date: 2026-03-10\n",
      #"{task: Call, heading: Actions, shown: "- [ ] Call", values: [null, "- [x] Call"]}"#,
      body: "## Actions\n- [ ] Call\n"
    )
    #expect(try settled(whole, "Call", as: nil) == record("date: 2026-03-10\n", body: "## Actions\n"))
    let heading = record(
      "date: 2026-03-10\n",
      ###"{heading: Actions, shown: "## Actions", values: ["## Steps", "## To do"]}"###,
      body: body
    )
    #expect(
      try settled(heading, "Actions", as: "## Steps")
        == record("date: 2026-03-10\n", body: body.replacing("Actions", with: "Steps"))
    )
  }

  @Test func `what was settled by hand is no question any more`() throws {
    let text = record(
      "target: 2026-10-01\n",
      #"{field: target, shown: "2026-06-30", values: ["2026-09-30", "2026-10-15"]}"#,
      "{heading: Why}"
    )
    let bytes = Array(text.utf8)
    #expect(try Document.parse(bytes).openEntries.map(\.name) == ["Why"])
    #expect(
      String(decoding: try Settlement(bytes).withoutSettled, as: UTF8.self)
        == record("target: 2026-10-01\n", "{heading: Why}")
    )
  }
}
