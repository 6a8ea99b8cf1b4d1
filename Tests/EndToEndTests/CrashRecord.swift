import Foundation
import TestSupport
import Testing

/// What has been promised to a person whose commands are being killed, and whether it was kept.
///
/// Every change adds a line of its own to a record, so that all promises can be checked in the last version alone.
struct CrashRecord {
  /// Which command is killed.
  enum Command: CaseIterable {
    /// `set` on a file that is as committed.
    case set
    /// `set` on a file with unsaved edits, which are committed first.
    case setOverUnsavedEdits
    /// `save` of a file that was edited by hand.
    case save
    /// `new`, which makes a file.
    case new
  }

  let space: TestSpace
  /// Lines that were acknowledged, by file.
  private(set) var promises: [String: [String]] = [:]
  /// The person's unsaved work in a file that no command is about.
  private(set) var bystander = ""

  static let goal = "goals/paper.md"
  static let meeting = "meetings/2026-03-10.md"
  static let other = "goals/other.md"

  /// What `new` makes of a meeting on `templateDay`.
  private let template: String
  private static let templateDay = "2026-12-31"

  init() throws {
    space = try TestSpace([Self.other: "---\nid: c4m8r2\ntitle: Other\nstatus: proposed\n---\n## Why\n"])
    try space.rapport.run(["new", "meeting", Self.templateDay])
    template = try space.text("meetings/\(Self.templateDay).md")
    try editBystander("at first")
  }

  /// One command, before it is run.
  struct Attempt {
    let command: Command
    let arguments: [String]
    let file: String
    /// The line that the command adds to the last commit's version of the file.
    let line: String
    /// The file as the person left it; empty where there was none.
    let before: String
    /// The file as the command leaves it.
    let after: String
  }

  /// Edits what the command needs, and says what it will do.
  func prepare(_ command: Command, number: Int) throws -> Attempt {
    switch command {
    case .save:
      let line = "- [ ] Question \(number)"
      try space.write(Self.meeting, try space.text(Self.meeting) + line + "\n")
      let text = try space.text(Self.meeting)
      return Attempt(
        command: command,
        arguments: ["save", Self.meeting],
        file: Self.meeting,
        line: line,
        before: text,
        after: text
      )
    case .new:
      // Each number is a day of its own.
      let day = "\(2100 + number)-01-05"
      return Attempt(
        command: command,
        arguments: ["new", "meeting", day],
        file: "meetings/\(day).md",
        line: "date: \(day)",
        before: "",
        after: template.replacing(Self.templateDay, with: day)
      )
    case .set, .setOverUnsavedEdits:
      if command == .setOverUnsavedEdits {
        try space.write(Self.goal, try space.text(Self.goal) + "- 2026-03-02 Typed \(number)\n")
      }
      let line = "mark-\(number): done"
      let before = try space.text(Self.goal)
      let closingFence = try #require(before.range(of: "\n---\n"))
      let after = before.replacingCharacters(in: closingFence, with: "\n\(line)\n---\n")
      return Attempt(
        command: command,
        arguments: ["set", Self.goal, "mark-\(number)=done"],
        file: Self.goal,
        line: line,
        before: before,
        after: after
      )
    }
  }

  /// Notes that the program told the person that a change is done.
  mutating func acknowledge(_ attempt: Attempt) { promises[attempt.file, default: []].append(attempt.line) }

  /// Changes a file that no command is about, and leaves it unsaved.
  mutating func editBystander(_ word: String) throws {
    let text = try space.text(Self.other)
    bystander = text + "Edited \(word).\n"
    try space.write(Self.other, bystander)
  }

  /// Checks that the last commit has everything that was acknowledged.
  func expectPromisesKept(_ moment: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    for (file, lines) in promises {
      let committed = Set((try space.committed(file) ?? "").split(separator: "\n").map(String.init))
      let lost = lines.filter { !committed.contains($0) }
      #expect(lost.isEmpty, "acknowledged, but not in \(file) \(moment)", sourceLocation: sourceLocation)
    }
  }

  /// Makes a plain `git commit --all`, as a person might who knows nothing of the crash.
  ///
  /// - Returns: whether git did; it may refuse because of a lock on the index or the branch that was left over.
  func commitPlainly() throws -> Bool {
    let outcome = try space.git.outcome(["commit", "--quiet", "--all", "--message", "x", "--allow-empty"])
    if outcome.status != 0 { #expect(outcome.stderr.contains(".lock': File exists"), "\(outcome.stderr)") }
    return outcome.status == 0
  }

  /// Runs the next writing command, which has to cope alone, and checks that everything is in order then.
  ///
  /// - Returns: how long that command took, in seconds.
  @discardableResult
  mutating func recover(from attempt: Attempt, number: Int, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> Double
  {
    let isCommitted = (try space.committed(attempt.file) ?? "").contains(attempt.line + "\n")
    let next = "mark-after-\(number)"
    let start = ContinuousClock.now
    let outcome = try space.rapport.run(["set", Self.goal, "\(next)=done"])
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(outcome.status == 0, "\(outcome)", sourceLocation: sourceLocation)
    promises[Self.goal, default: []].append("\(next): done")
    try expectPromisesKept("after the next command", sourceLocation: sourceLocation)

    // The file is wholly as before or wholly as after, and as after if that was committed.
    let present = ((try? space.text(attempt.file)) ?? "").replacing("\(next): done\n", with: "")
    let isAfter = present == attempt.after
    #expect(isAfter || (present == attempt.before && !isCommitted), "\(present)", sourceLocation: sourceLocation)
    let untouched = try space.text(Self.other)
    #expect(untouched == bystander, sourceLocation: sourceLocation)
    #expect(space.leftovers() == [], sourceLocation: sourceLocation)
    let locks = try FolderSnapshot(of: space.path).entries.keys.filter { $0.hasSuffix(".lock") }
    #expect(locks.isEmpty, sourceLocation: sourceLocation)
    let dirty = try space.status().split(separator: "\n").map { $0.dropFirst(3) }.filter { $0 != Self.other }
    // What `save` was about to commit may still be unsaved; what `set` touched is committed by the next `set`.
    #expect(dirty.allSatisfy { attempt.command == .save && $0 == attempt.file }, sourceLocation: sourceLocation)
    return seconds
  }
}
