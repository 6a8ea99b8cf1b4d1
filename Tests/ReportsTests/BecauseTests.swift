import History
import Reports
import Testing

struct BecauseTests {
  private func reason(of commit: CommitReference, changing path: String = "goals/other.md") -> String? {
    Because.text(of: commit, changing: path)
  }

  @Test func `rapport's own subject is none either where the record's name has blanks`() {
    let subject = "goal My next grant: status proposed → active"
    #expect(reason(of: .stub(subject), changing: "goals/My next grant.md") == nil)
    #expect(reason(of: .stub(subject), changing: "goals/2026/My next grant.md") == nil)
    #expect(reason(of: .stub(subject), changing: "goals/My grant.md") == subject)
    #expect(reason(of: .stub("goal talk with Ben: agreed"), changing: "goals/talk.md") == "goal talk with Ben: agreed")
  }

  @Test(arguments: [
    "Update toxicity-paper.md", "Create toxicity-paper.md", "Delete toxicity-paper.md", "Edit toxicity-paper.md",
    "Rename a.md to b.md", "Add files via upload", "Initial commit", "Add new file",
    "Merge branch 'train'", "Merge pull request #3 from ana/train", "Merge remote-tracking branch 'origin/main'",
    "goal toxicity-paper: status proposed → active", "agreement: signatures added", "private space: new",
    "3 records: goal a, goal b and more", "undo: goal toxicity-paper: target 2026-06-30 → 2026-09-30",
    "relationship: new", "ideas/reading list.md: text edited", "",
  ])
  func `what a program fills in is no reason`(subject: String) {
    #expect(reason(of: .stub(subject)) == nil)
  }

  @Test(arguments: [
    "The data office said yes", "meeting with Kim: good", "agreement on authorship: done", "Update after our talk",
    "Create room for the paper", "note to self: call Kim",
    "Three records: lost", "Update README.md with Kim's address and more",
  ])
  func `what a person writes is one`(subject: String) {
    #expect(reason(of: .stub(subject)) == subject)
  }

  @Test func `the body comes before the subject`() {
    #expect(reason(of: .stub("Update x.md", body: "data office")) == "data office")
    #expect(reason(of: .stub("My subject", body: "my reason")) == "my reason")
  }

  @Test func `trailers are left out, lines stay`() {
    let body = "first line\nsecond line\n\nSigned-off-by: Ana Ruiz <ana@example.org>\nChange-Id: I1\n"
    #expect(reason(of: .stub("x: y", body: body)) == "first line\nsecond line")
    #expect(reason(of: .stub("goal x: new", body: "Co-authored-by: Ben <b@example.org>\n")) == nil)
  }

  @Test func `the list of conflicts that git leaves in a merge's message is no reason`() {
    let list = "# Conflicts:\n#\tgoals/x.md\n#\tgoals/y.md\n"
    #expect(reason(of: .stub("Merge branch 'main' of ben", body: list)) == nil)
    #expect(reason(of: .stub("Merge branch 'main'", body: "we chose mine\n\n" + list)) == "we chose mine")
  }

  @Test func `an undo tells its reason and not the commit it takes back`() {
    let body = "wrong goal\n\nTakes back commit 8d580e4bbf6fc636c76e5684ccd102903feab404."
    #expect(reason(of: .stub("undo: goal x: new", body: body)) == "wrong goal")
  }

  @Test func `line endings of Windows don't hide a trailer`() {
    #expect(reason(of: .stub("Update x.md", body: "why\r\n\r\nSigned-off-by: Ana <a@example.org>\r\n")) == "why")
  }
}
