import Git
import History
import Reports
import Testing

struct PatchTextTests {
  private func version(_ text: String?, at path: String = "goals/x.md") -> RecordDifference.Version {
    RecordDifference.Version(path: path, bytes: text.map { Array($0.utf8) })
  }

  private func lines(_ differences: RecordDifference...) throws -> [String] {
    try PatchText.lines(for: differences).map(\.plainText)
  }

  @Test func `a patch is in git's own form`() throws {
    #expect(
      try lines(RecordDifference(old: version("a\nb\n"), new: version("a\nc\n")))
        == [
          "diff --git a/goals/x.md b/goals/x.md", "index 422c2b7..0f7bc76 100644", "--- a/goals/x.md",
          "+++ b/goals/x.md", "@@ -1,2 +1,2 @@", " a", "-b", "+c",
        ]
    )
  }

  @Test func `a file that begins or ends has nothing on the other side`() throws {
    #expect(try lines(RecordDifference(old: nil, new: version("a\n"))).contains("--- /dev/null"))
    #expect(try lines(RecordDifference(old: version("a\n"), new: nil)).contains("+++ /dev/null"))
  }

  @Test func `a moved file has both its names, and no patch where only the name is new`() throws {
    let moved = try lines(RecordDifference(old: version("a\n", at: "goals/y.md"), new: version("b\n")))
    #expect(moved.contains("--- a/goals/y.md") && moved.contains("+++ b/goals/x.md"))
    #expect(try lines(RecordDifference(old: version("a\n", at: "goals/y.md"), new: version("a\n"))) == [])
  }

  @Test func `a merge names the parent above each patch`() throws {
    let parent = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
    let patch = try lines(
      RecordDifference(mergedParent: parent, old: version("a\n"), new: version("b\n")),
      RecordDifference(mergedParent: parent, old: version("b\n", at: "goals/y.md"), new: version("b\n"))
    )
    #expect(patch.first == "compared with the merged commit aaaaaaa:")
    #expect(patch.count { $0.hasPrefix("compared") } == 1)
  }

  @Test func `a version that can't be read is named`() throws {
    #expect(
      try lines(RecordDifference(old: version(nil), new: version("a\n")))
        == ["(goals/x.md: a version is missing from the repository, or too large to compare)"]
    )
  }

  @Test func `nothing in a patch steers the terminal`() throws {
    let patch = try lines(
      RecordDifference(old: version("a\r\n"), new: version("\u{1b}[2J\u{202e}\r\n", at: "goals/\u{7}.md"))
    )
    #expect(patch.contains("+\\x1b[2J<U+202E>"))
    #expect(!patch.joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202e })
  }
}
