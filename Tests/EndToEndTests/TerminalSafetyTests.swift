import Foundation
import TestSupport
import Testing

/// What comes from files, commits and arguments is shown, but never acts on the terminal.
struct TerminalSafetyTests {
  private static let commands: [[String]] = [
    ["log"], ["log", "--reverse", "-n", "500"], ["log", "--format", "json"], ["log", "--format", "ndjson"],
    ["log", "goals"],
    ["status"], ["status", "--format", "json"], ["list"], ["list", "--format", "json"], ["list", "goals"],
    ["tasks", "--closed", "--agenda"], ["tasks", "--format", "json"], ["check"], ["check", "--format", "json"],
    ["check", "--fix", "--dry-run"], ["save", "--dry-run"], ["save", "--dry-run", "--format", "json"],
    ["undo", "--dry-run"], ["log", "--by", "Mallory"], ["log", "--format", "csv"], ["log", "--format", "md"],
    ["log", "--patch"], ["log", "--patch", "--format", "md"],
    ["log", "--summary"], ["log", "--summary", "--format", "md"],
    ["log", "--at", "HEAD"], ["list", "--at", "HEAD"], ["status", "--at", "HEAD"],
  ]

  @Test func `nothing in a record acts on the terminal`() throws {
    let space = try TestSpace()
    for (number, payload) in Payloads.all.enumerated() {
      try space.write("goals/raw-\(number).md", Self.record(payload, field: payload))
      try space.write("goals/escaped-\(number).md", Self.record(payload, field: Self.yamlEscaped(payload)))
    }
    try expectInert(Self.commands, in: space)
    try space.git("add", "--all")
    try space.git("commit", "--quiet", "--message", "all")
    // Now they are in history as well, and edited once more.
    for (number, payload) in Payloads.all.enumerated() {
      try space.write("goals/escaped-\(number).md", Self.record(payload + "2", field: Self.yamlEscaped("2" + payload)))
    }
    try expectInert(Self.commands, in: space)
    for number in Payloads.numbersTriedAlone {
      try expectInert(
        [
          ["show", "goals/raw-\(number).md"], ["show", "goals/escaped-\(number).md", "--format", "json"],
          ["log", "goals/escaped-\(number).md"], ["set", "goals/escaped-\(number).md", "status=nonsense"],
        ],
        in: space
      )
    }
  }

  @Test func `nothing in a commit acts on the terminal`() throws {
    let space = try TestSpace()
    for (number, payload) in Payloads.all.enumerated() {
      try space.write("goals/paper.md", try space.text("goals/paper.md") + "- 2026-03-02 Line \(number)\n")
      try space.git("add", "goals")
      let person = space.git(named: "Mallory \(payload)", address: "m\(number)@x\(payload).example")
      try person("commit", "--quiet", "--message", "Subject \(payload)", "--message", "Body \(payload)")
    }
    try expectInert(Self.commands + [["log", "paper"], ["show", "paper", "--at", "HEAD~2"]], in: space)
  }

  @Test func `nothing in a file's name acts on the terminal`() throws {
    let space = try TestSpace()
    let names = Payloads.all.map { $0.replacing("/", with: "-") }
    for name in names { try space.write("goals/\(name).md", Self.record("x", field: "x")) }
    try expectInert(Self.commands, in: space)
    try space.git("add", "--all")
    try space.git("commit", "--quiet", "--message", "all")
    try expectInert(Self.commands, in: space)
    for name in Payloads.numbersTriedAlone.map({ names[$0] }) {
      try expectInert([["show", "goals/\(name).md"], ["set", "goals/\(name).md", "status=achieved"]], in: space)
    }
    for name in names { try space.write("goals/\(name).md", "---\nstatus: [\n---\n") }
    try expectInert(Self.commands + [["save"]], in: space)
  }

  @Test func `nothing on the command line acts on the terminal`() throws {
    let space = try TestSpace()
    for payload in [Payloads.all.joined(separator: " ")] + Payloads.numbersTriedAlone.map({ Payloads.all[$0] }) {
      try expectInert(
        [
          ["show", payload], ["set", "paper", "status=\(payload)"], ["list", payload], ["log", payload],
          ["log", "--since", payload], ["log", "--at", payload], ["done", payload], [payload], ["new", payload, "x"],
          ["--\(payload)"],
          ["show", "paper", "--at", payload], ["-C", "/nowhere/\(payload)", "status"], ["log", "--kind", payload],
          ["set", "paper", "\(payload)=x"], ["add", "paper", payload, "--because", payload],
          ["log", "--format", payload],
          ["set", "paper", "target=\(payload)"], ["init", "--mentor", payload, "--mentee", payload, "elsewhere"],
        ],
        in: space
      )
    }
  }

  @Test func `JSON keeps what it escapes`() throws {
    let space = try TestSpace()
    for (number, payload) in Payloads.all.enumerated() {
      try space.write(
        "goals/escaped-\(number).md",
        "---\ntitle: \"\(Self.yamlEscaped(payload))\"\nstatus: active\n---\n"
      )
    }
    let outcome = try space.rapport.run(["list", "goals", "--format", "json"])
    let answer = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    let titles = (answer?["records"] as? [[String: Any]] ?? []).compactMap { $0["title"] as? String }
    for payload in Payloads.all {
      #expect(titles.contains { Array($0.utf8) == Array(payload.utf8) }, "\(payload.debugDescription)")
    }
  }

  /// A goal with a text in every place where it can stand.
  ///
  /// - Parameter field: How it is written between double quotes in YAML.
  private static func record(_ text: String, field: String) -> String {
    """
    ---
    title: "Title \(field)"
    status: "\(field)"
    target: "\(field)"
    "key \(field)": [a, "\(field)"]
    ---
    Before \(text) the first heading.
    ## Why \(text)
    \(text)
    ## Milestones
    - [ ] Task \(text) @mentee\(text) due:\(text)
    - [x] Done \(text)

    ## Progress
    - 2026-03-02 \(text)

    """
  }

  /// The text as YAML's double quotes can hold it: with escapes for everything that isn't printable ASCII.
  private static func yamlEscaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case " "..."~": String(scalar)
      default:
        "\\U" + String(repeating: "0", count: 8 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
      }
    }.joined()
  }

  private func expectInert(
    _ commands: [[String]],
    in space: TestSpace,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for command in commands {
      let outcome = try space.rapport.run(command)
      // Lines of comma-separated values end with CR LF.
      let output = command.contains("csv") ? outcome.output.withoutCarriageReturnsAtLineEnds : outcome.output
      #expect(Payloads.danger(in: output) == nil, "stdout of \(command)", sourceLocation: sourceLocation)
      #expect(Payloads.danger(in: outcome.errorOutput) == nil, "stderr of \(command)", sourceLocation: sourceLocation)
      #expect(outcome.status != nil && outcome.status != 70, "\(command): \(outcome)", sourceLocation: sourceLocation)
    }
  }
}

extension [UInt8] {
  /// The bytes with LF for each CR LF.
  fileprivate var withoutCarriageReturnsAtLineEnds: [UInt8] {
    indices.filter { self[$0] != 0x0D || $0 + 1 == count || self[$0 + 1] != 0x0A }.map { self[$0] }
  }
}

extension TestSpace {
  /// The real git, as somebody else.
  fileprivate func git(named name: String, address: String) -> RealGit {
    RealGit(
      in: path,
      environment: [
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address, "GIT_COMMITTER_NAME": name,
        "GIT_COMMITTER_EMAIL": address,
      ]
    )
  }
}
