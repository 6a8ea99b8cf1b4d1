import Git
import Testing

struct ObjectIDTests {
  @Test(arguments: ["", "12", String(repeating: "g", count: 40), String(repeating: "a", count: 41)])
  func `only forty hexadecimal digits are an id`(text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func `an id keeps its digits and sorts by its bytes`() throws {
    let low = try #require(ObjectID(hex: "00ff" + String(repeating: "0", count: 36)))
    let high = try #require(ObjectID(hex: "0000ffff" + String(repeating: "f", count: 32)))
    #expect(low.hex == "00ff000000000000000000000000000000000000")
    #expect(high < low)
    #expect(ObjectID(hex: "ABCDEFabcdef0123456789ABCDEFabcdef012345")?.hex.hasPrefix("abcdefabcdef") == true)
  }

  @Test func `hashing a file gives git's id of it`() throws {
    #expect(try ObjectID.blob(Array("hello\n".utf8)).hex == "ce013625030ba8dba906f756967f9e9ca394464a")
    #expect(try ObjectID.blob([]).hex == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")
  }
}

struct CommitTimeTests {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00+00:00"),
    (1_772_438_400, 60, "2026-03-02T09:00:00+01:00"),
    (1_709_208_000, -570, "2024-02-29T02:30:00-09:30"),
    (-1, 0, "1969-12-31T23:59:59+00:00"),
    (-2_208_988_800, 0, "1900-01-01T00:00:00+00:00"),
    (Int64.max, 840, "9999-12-31T23:59:59+14:00"),
    (Int64.min, -840, "0001-01-01T00:00:00-14:00"),
    (0, Int.min, "1970-01-01T00:00:00+00:00"),
  ])
  func `a time is shown with its zone, however odd`(seconds: Int64, offset: Int, text: String) {
    #expect(CommitTime(secondsSince1970: seconds, offsetMinutes: offset).iso8601 == text)
  }
}

struct CommitTests {
  private func commit(_ message: String) throws -> Commit {
    let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    let signature = Signature(
      person: Person(name: "A", email: "a@example.org"),
      time: CommitTime(secondsSince1970: 0, offsetMinutes: 0)
    )
    return Commit(id: id, tree: id, parents: [], author: signature, committer: signature, message: message)
  }

  @Test(arguments: [
    ("One\n\nTwo\n\nThree\n", "One", "Two\n\nThree"),
    ("\n\nOne\nand more\n", "One and more", ""),
    ("One\r\n\r\nTwo\r\n", "One", "Two"),
    ("", "", ""),
    ("One\n\n\n  Two \n\n", "One", "  Two"),
  ])
  func `the first paragraph is the subject and the rest the body`(message: String, subject: String, body: String)
    throws
  {
    #expect(try commit(message).subject == subject)
    #expect(try commit(message).body == body)
  }
}

struct URLRedactionTests {
  @Test(arguments: [
    ("fetch https://ana:s3cret@host/x failed", "fetch https://***@host/x failed"),
    ("https://s3cret@host", "https://***@host"),
    ("malformed URL 'http://ana:s3/cret@host/x'", "malformed URL 'http://***@host/x'"),
    ("ssh://git@host/x and ssh://git:s3cret@host/x", "ssh://git@host/x and ssh://***@host/x"),
    ("https://host:8080/a@b", "https://host:8080/a@b"),
    ("mail ana@example.org", "mail ana@example.org"),
  ])
  func `passwords and tokens in URLs are replaced`(text: String, redacted: String) {
    #expect(text.redactingURLSecrets() == redacted)
  }
}

struct PathFilterTests {
  @Test func `a path has to be in one of the folders and to end as wanted`() {
    let filter = PathFilter(paths: ["goals", "relationship.md"], suffix: ".md")
    #expect(filter.accepts("goals/a.md"))
    #expect(filter.accepts("relationship.md"))
    #expect(!filter.accepts("goals/a.txt"))
    #expect(!filter.accepts("goals-old/a.md"))
    #expect(PathFilter().accepts("anything"))
  }
}

struct FileModeTests {
  @Test(arguments: [
    (0o100644, FileMode.regular), (0o100664, .regular), (0o100755, .executable), (0o120000, .symbolicLink),
    (0o40000, .tree), (0o160000, .gitlink), (0, .gitlink),
  ])
  func `any mode is taken as git takes it`(bits: Int, mode: FileMode) {
    #expect(FileMode(bits: UInt32(bits)) == mode)
  }
}
