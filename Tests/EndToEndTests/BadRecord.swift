import Testing

/// A file that a person or an attacker put among the goals, and what has to be said of it.
struct BadRecord: Sendable, CustomTestStringConvertible {
  /// The file's name without folder and `.md`.
  let name: String
  let bytes: [UInt8]
  /// The first line of the finding after the path, from the place to the code.
  let finding: String
  /// The beginning of the remedy.
  let help: String
  /// Whether the fields can be read, so that the file is saved in spite of the finding.
  let isReadable: Bool

  var path: String { "goals/\(name).md" }
  var testDescription: String { name }

  init(_ name: String, _ bytes: some Sequence<UInt8>, isReadable: Bool = false, finding: String, help: String) {
    self.name = name
    self.bytes = Array(bytes)
    self.isReadable = isReadable
    self.finding = finding
    self.help = help
  }

  static let all: [BadRecord] = [
    BadRecord(
      "status",
      goal("status: actve"),
      isReadable: true,
      finding: ":3:9: error: unknown status 'actve' [goal-status]",
      help: "did you mean 'active'?"
    ),
    BadRecord(
      "date",
      goal("status: active\ntarget: 2026-02-30"),
      isReadable: true,
      finding: ":4:9: error: February 2026 has 28 days [goal-target]",
      help: "write it as year-month-day"
    ),
    BadRecord(
      "missing",
      "---\nstatus: active\n---\n".utf8,
      isReadable: true,
      finding: ":1:1: warning: the field 'title' is missing [goal-title]",
      help: "add a line `title: …`"
    ),
    BadRecord(
      "duplicate-key",
      goal("status: active\nstatus: paused"),
      finding: ":4:1: error: the field 'status' stands here a second time; the first is in line 3 [duplicate-key]",
      help: "keep the line that is right"
    ),
    BadRecord(
      "twin",
      goal("status: active\nid: k7f3q2"),
      isReadable: true,
      finding: ":4:5: error: this id belongs to goals/paper.md too [duplicate-id]",
      help: "if this file is a copy"
    ),
    BadRecord(
      "tab",
      goal("skills:\n\t- statistics"),
      finding:
        ":4:1: error: a tab stands at the beginning of the line; YAML allows only spaces there [tab-indentation]",
      help: "replace the tab"
    ),
    BadRecord(
      "alias-bomb",
      goal(aliasBomb),
      isReadable: true,
      finding: ":4:4: warning: `&` names a value in YAML; rapport ignores the name [yaml-anchor]",
      help: "if it is meant as text"
    ),
    BadRecord(
      "brackets",
      goal("status: " + String(repeating: "[", count: 100_000)),
      finding: ":3:24: error: values are nested more than 16 deep [too-deep]",
      help: "move this out"
    ),
    BadRecord(
      "huge",
      goal("status: active") + repeatElement(UInt8(ascii: "x"), count: 50 << 20),
      finding: ": error: the file has 52428832 bytes; a record may have 8388608 [file-too-large]",
      help: "move large material"
    ),
    BadRecord(
      "nul-byte",
      goal("status: act\0ive"),
      finding: ":3:12: error: the file holds a NUL byte, so it is no text [nul-byte]",
      help: "restore the file"
    ),
    BadRecord(
      "latin-1",
      Array("---\ntitle: Caf".utf8) + [0xE9] + Array("\nstatus: active\n---\n".utf8),
      finding: ":2:11: error: the file is not valid UTF-8 text from here on [invalid-utf8]",
      help: "save it again"
    ),
    BadRecord(
      "open",
      "---\ntitle: A\nstatus: active\n## Why\nNo end.\n".utf8,
      finding: ":1:1: error: front matter is never closed [front-matter-not-closed]",
      help: "put a line `---`"
    ),
    BadRecord(
      "bare",
      "# A heading\n".utf8,
      finding: ": warning: the file doesn't start with front matter, so it is no record [front-matter-missing]",
      help: "put the fields between"
    ),
    BadRecord(
      "new\nline",
      goal("status: active"),
      finding: ": error: the file's name holds a control character [file-name]",
      help: "rename the file"
    ),
    BadRecord(
      "esc\u{1b}[31m",
      goal("status: active"),
      finding: ": error: the file's name holds a control character [file-name]",
      help: "rename the file"
    ),
    BadRecord(
      "talk 16:00",
      goal("status: active"),
      finding:
        ": error: this is a name with '/', '\\' or ':', which can't be shared, so it is read as no record [file-name]",
      help: "rename the file"
    ),
    BadRecord(
      "con",
      goal("status: active"),
      finding:
        ": error: this is a name that Windows keeps for a device, which can't be shared, so it is read as no record [file-name]",
      help: "rename the file"
    ),
    BadRecord(
      "-draft",
      goal("status: active"),
      finding:
        ": error: this is a name that begins with '-', which can't be shared, so it is read as no record [file-name]",
      help: "rename the file"
    ),
  ]

  /// The path as it is shown.
  var shownPath: String {
    path.replacing("\n", with: "\\n").replacing("\u{1b}", with: "\\x1b")
  }

  private static func goal(_ fields: String) -> [UInt8] { Array("---\ntitle: A\n\(fields)\n---\n".utf8) }

  /// Nine values of nine values of nine …: 9¹⁰ if somebody expands them.
  private static var aliasBomb: String {
    let first = "status: active\na: &a [x,x,x,x,x,x,x,x,x]\n"
    let names = Array("abcdefghij")
    let others = zip(names, names.dropFirst()).map { previous, name in
      "\(name): &\(name) [" + repeatElement("*\(previous)", count: 9).joined(separator: ",") + "]"
    }
    return first + others.joined(separator: "\n")
  }
}
