import Records
import Testing

/// Mappings in lists of mappings, such as signatures.
struct ItemTests {
  private let item = [(name: "by", value: "mentee"), (name: "on", value: "2026-03-12")]

  private func text(_ source: String, setting item: [(name: String, value: String)]? = nil) throws -> String {
    let document = try document(source)
    let edits = try document.settingItem(
      item ?? self.item,
      identifiedBy: ["by"],
      inList: "signatures",
      order: KindDescription.of(.agreement).keyOrder
    )
    return String(decoding: document.applying(edits), as: UTF8.self)
  }

  @Test(arguments: [
    (
      "---\ncadence_days: 30\n---\nText.\n",
      "---\ncadence_days: 30\nsignatures:\n  - {by: mentee, on: 2026-03-12}\n---\nText.\n"
    ),
    (
      "---\r\nends: 2027-01-01\r\n---\r\n",
      "---\r\nends: 2027-01-01\r\nsignatures:\r\n  - {by: mentee, on: 2026-03-12}\r\n---\r\n"
    ),
    ("---\nsignatures:\nends:\n---", "---\nsignatures:\n  - {by: mentee, on: 2026-03-12}\nends:\n---"),
    ("---\n---\n", "---\nsignatures:\n  - {by: mentee, on: 2026-03-12}\n---\n"),
    ("---\nsignatures: []\n---\n", "---\nsignatures: [{by: mentee, on: 2026-03-12}]\n---\n"),
    (
      "---\nsignatures: [{by: mentor, on: 2026-03-14}]\n---\n",
      "---\nsignatures: [{by: mentor, on: 2026-03-14}, {by: mentee, on: 2026-03-12}]\n---\n"
    ),
    (
      "---\nsignatures:\n- by: mentor\n  on: 2026-03-14  # by phone\nmine: x\n---\n",
      "---\nsignatures:\n- by: mentor\n  on: 2026-03-14  # by phone\n- {by: mentee, on: 2026-03-12}\nmine: x\n---\n"
    ),
    (
      "---\nsignatures:\n  - {by: mentee, on: 2026-01-01}  # old\n  - {by: mentor, on: 2026-01-02}\n---\n",
      "---\nsignatures:\n  - {by: mentee, on: 2026-03-12}  # old\n  - {by: mentor, on: 2026-01-02}\n---\n"
    ),
    (
      "---\nsignatures:\n  - by: mentee\n    on: 2026-01-01\n  - by: mentor\n    on: 2026-01-02\n---\n",
      "---\nsignatures:\n  - {by: mentee, on: 2026-03-12}\n  - by: mentor\n    on: 2026-01-02\n---\n"
    ),
  ])
  func `an item is added at the end, or takes the place of the same one`(before: String, after: String) throws {
    #expect(try text(before) == after)
    #expect(try text(after) == after)
  }

  @Test func `what YAML would misread is quoted`() throws {
    let after = try text("---\n---\n", setting: [(name: "by", value: "a, b: {c}"), (name: "on", value: "x #1")])
    #expect(after == "---\nsignatures:\n  - {by: \"a, b: {c}\", on: \"x #1\"}\n---\n")
  }

  @Test(arguments: ["---\nsignatures: yes\n---\n", "---\nsignatures: {by: mentee}\n---\n"])
  func `what is no list is left alone`(source: String) throws {
    #expect(throws: EditError.fieldIsNotList(name: "signatures")) { try text(source) }
  }

  @Test func `a front matter between braces has to be edited by hand`() throws {
    #expect(throws: EditError.cannotEdit(name: "signatures")) { try text("---\n{cadence_days: 30}\n---\n") }
  }
}
