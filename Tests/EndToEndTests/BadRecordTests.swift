import Foundation
import TestSupport
import Testing

struct BadRecordTests {
  @Test func `one run of check tells every problem of every file, with place, reason and remedy`() throws {
    let space = try Self.space()
    let before = try FolderSnapshot(of: space.path)
    let outcome = try space.rapport.run(["check"])
    #expect(outcome.status == 1)
    let lines = outcome.stdout.split(separator: "\n").map(String.init)
    for record in BadRecord.all {
      let number = lines.firstIndex { $0.hasPrefix(record.shownPath + record.finding) }
      let following = lines[((number ?? lines.count - 1) + 1)...].prefix(5)
      #expect(number != nil, "\(record.name)")
      #expect(following.contains { $0.hasPrefix("  help: " + record.help) }, "\(record.name): \(following)")
    }
    #expect(try FolderSnapshot(of: space.path).paths(differingFrom: before) == [])
  }

  @Test func `save takes what can be read, leaves the rest as it is, and names it`() throws {
    let space = try Self.space()
    let workTree = try FolderSnapshot(of: space.path).filter { !$0.hasPrefix(".git") }
    let outcome = try space.rapport.run(["save"])
    #expect(outcome.status == 1)
    for record in BadRecord.all where record.name != "bare" {
      #expect(try (space.committed(record.path) != nil) == record.isReadable, "\(record.name)")
      if !record.isReadable { #expect(outcome.stderr.contains(record.shownPath + record.finding), "\(record.name)") }
    }
    #expect(try FolderSnapshot(of: space.path).filter { !$0.hasPrefix(".git") } == workTree)
  }

  @Test(
    arguments: BadRecord.all.filter { !$0.isReadable && $0.name != "bare" && !$0.finding.contains("[file-name]") }
  )
  func `set refuses a record that can't be read and changes nothing`(record: BadRecord) throws {
    let space = try TestSpace()
    try space.write(record.path, record.bytes)
    let before = try space.holdings()
    let outcome = try space.rapport.run(["set", record.path, "status=active"])
    #expect([1, 3, 5].contains(outcome.status), "\(outcome)")
    #expect(outcome.stderr.contains("error: "))
    #expect(outcome.stdout.isEmpty)
    #expect(try space.holdings() == before)
  }

  @Test(arguments: [
    (["status=actve"], 2, "goals/paper.md:4:9: error: unknown status 'actve' [goal-status]"),
    (["target=2026-02-30"], 2, "goals/paper.md:5:9: error: February 2026 has 28 days [goal-target]"),
    (["status+=x"], 2, "error: 'status' is not a list here"),
  ])
  func `set refuses a value that the field can't have`(assignment: [String], status: Int32, message: String) throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let outcome = try space.rapport.run(["set", "paper"] + assignment)
    #expect(outcome.status == status)
    #expect(outcome.stderr.contains(message), "\(outcome)")
    #expect(outcome.stderr.contains("help: "), "\(outcome)")
    #expect(try space.holdings() == before)
  }

  @Test(arguments: [
    (["set", "nothing", "status=active"], 3, "no record is called 'nothing'"),
    (["done", "e"], 2, "the words fit"),
    (["sett", "paper"], 2, "did you mean rapport set?"),
    (["set", "paper"], 2, "say what to change"),
    (["log", "--since", "whenever"], 2, "'whenever' is no day"),
    (["list", "nowhere"], 3, "there is no folder or kind 'nowhere'"),
    (["show", "paper", "--at", "2020-01-01"], 3, "there was no commit by the end of 2020-01-01"),
    (["show", "paper", "--at", "beef"], 3, "'beef' is neither a date nor a commit"),
    (["log", "--until", "beef"], 2, "'beef' is no day"),
    (["new", "gaol", "A title"], 2, "did you mean goal?"),
    (["new", "reflection"], 3, "private space"),
  ])
  func `a mistake on the command line ends with its own status and changes nothing`(
    arguments: [String],
    status: Int32,
    message: String
  ) throws {
    let space = try TestSpace()
    let before = try space.holdings()
    let outcome = try space.rapport.run(arguments)
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.stderr.contains(message), "\(outcome)")
    #expect(try space.holdings() == before)
  }

  /// A space with all the bad records, none of them committed.
  private static func space() throws -> TestSpace {
    let space = try TestSpace()
    for record in BadRecord.all { try space.write(record.path, record.bytes) }
    return space
  }
}
