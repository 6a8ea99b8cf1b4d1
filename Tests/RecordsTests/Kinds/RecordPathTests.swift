import Records
import Testing

struct RecordPathTests {
  @Test(arguments: [
    "goals/x.md", "relationship.md", "a/b/c.md", "goals/templates/x.md", "goals/unmerged-x.md", "x y/é.md",
  ])
  func `a Markdown file may be a record`(path: String) {
    #expect(RecordPath.mayHoldRecord(path))
  }

  @Test(arguments: [
    "templates/goal.md", ".github/x.md", "a/.hidden/x.md", "goals/x.unmerged-0123abcd.md", "goals/x.txt", "goals/.md",
    "x.MD", "md",
  ])
  func `templates, dot folders, unmerged copies and other files are none`(path: String) {
    #expect(!RecordPath.mayHoldRecord(path))
  }

  @Test func `a second copy leads to the record that it is a version of`() {
    #expect(RecordPath.original(ofUnmerged: "goals/v1.2.unmerged-0123abcd.md") == "goals/v1.2.md")
    #expect(RecordPath.original(ofUnmerged: "a.unmerged-b/x.unmerged-0123abcd.md") == "a.unmerged-b/x.md")
    #expect(RecordPath.original(ofUnmerged: "goals/x.md") == nil)
  }
}
