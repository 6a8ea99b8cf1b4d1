import Foundation
import TestSupport
import Testing

struct EditCommandTests {
  /// Ana and Ben's space, with an editor that runs a shell script on the file.
  private static func space(editor script: String) throws -> TestContext {
    let space = try TestContext.anaAndBen()
    let path = space.fixture.outsidePath("editor.sh")
    try writeFile(at: path, Array(script.utf8))
    space.environment = [
      "GIT_EDITOR": "sh \(path)", "PATH": "/usr/bin:/bin", "NO_COLOR": "1", "SPACE": space.fixture.path,
    ]
    return space
  }

  @Test func `what the editor leaves is committed once`() async throws {
    let space = try Self.space(editor: #"sed -i 's/target: .*/target: 2026-12-01/; s/## Why/## Why now/' "$1""#)
    var transcript = await space.runInteractively("edit", "fellowship", "--because", "we talked", answers: [])
    transcript += try space.lastCommit()
    transcript.expect(golden: "edit-committed")
    #expect(try Self.drafts(of: space) == [])
  }

  @Test func `text alone is told as text`() async throws {
    let space = try Self.space(editor: #"echo 'A last line.' >> "$1""#)
    let transcript = await space.runInteractively("edit", "agreement", answers: [])
    #expect(transcript.output.hasPrefix("agreement: text edited"))
  }

  @Test(arguments: ["agreement.md", "agreement"])
  func `a record that has lost its fields is mended in the editor`(name: String) async throws {
    let space = try Self.space(
      editor: #"{ printf -- '---\n'; cat "$1"; } > "$1.new" && cat "$1.new" > "$1"; rm "$1.new""#
    )
    let text = try space.fixture.read("agreement.md")
    try space.fixture.write("agreement.md", String(text.dropFirst("---\n".count)))
    try space.fixture.write("goals/fellowship.md", "Nothing but words.\n")
    // A goal whose title begins the same way is no other agreement.
    try space.fixture.write("goals/terms.md", "---\ntitle: Agreement on authors\nstatus: active\n---\n")
    let transcript = await space.runInteractively("edit", name, "--no-commit", answers: [])
    #expect(transcript.status == 0)
    #expect(try space.fixture.read("agreement.md") == text)
  }

  @Test func `an editor that changes nothing changes nothing`() async throws {
    let space = try Self.space(editor: "true")
    let tip = try space.fixture.tip()
    let transcript = await space.runInteractively("edit", "fellowship", answers: [])
    #expect(transcript.error == "Nothing to change.\n")
    #expect(transcript.status == 0)
    #expect(try space.fixture.tip() == tip)
  }

  @Test func `a text that can't be read may be edited again`() async throws {
    let space = try Self.space(
      editor: #"grep -q 'title: \[' "$1" && sed -i 's/\[//' "$1" || sed -i 's/title: /title: [/' "$1""#
    )
    await space.runInteractively("edit", "fellowship", answers: ["y"]).expect(golden: "edit-again")
  }

  @Test func `who has had enough keeps the text`() async throws {
    let space = try Self.space(editor: #"sed -i 's/title: /title: [/' "$1""#)
    let tip = try space.fixture.tip()
    await space.runInteractively("edit", "fellowship", answers: ["n"]).expect(golden: "edit-given-up")
    #expect(try space.fixture.tip() == tip)
    let draft = try #require(try Self.drafts(of: space).first)
    #expect(try space.fixture.read(".git/rapport/" + draft).contains("title: [Fellowship"))
  }

  @Test func `an editor that fails saves nothing`() async throws {
    let space = try Self.space(editor: "exit 1")
    await space.runInteractively("edit", "fellowship", answers: []).expect(golden: "edit-failed")
  }

  @Test(arguments: [["edit", "fellowship"], ["new", "question", "Who pays?"], ["answer", "choose-journal"]])
  func `where nothing can be committed no editor opens`(command: [String]) async throws {
    let space = try Self.space(editor: #"touch "$SPACE/../opened""#)
    try space.git("checkout", "--quiet", "--detach")
    let transcript = await space.runInteractively(arguments: command, answers: [])
    #expect(transcript.error.contains("no branch is checked out"))
    #expect(transcript.status == 5)
    #expect(!FileManager.default.fileExists(atPath: space.fixture.outsidePath("opened")))
  }

  @Test(arguments: [
    (["edit", "fellowship"], "goals-fellowship.md"), (["new", "question", "Who pays?"], "questions-who-pays.md"),
    (["answer", "choose-journal"], "questions-choose-journal.md"),
  ])
  func `what was typed is kept where it can't be written`(command: [String], name: String) async throws {
    let space = try Self.space(editor: #"echo 'Typed.' >> "$1"; git -C "$SPACE" checkout --quiet --detach"#)
    let tip = try space.fixture.tip()
    let transcript = await space.runInteractively(arguments: command, answers: [])
    let draft = ".git/rapport/draft-1-" + name
    #expect(transcript.error.contains("error: no branch is checked out"))
    #expect(transcript.error.contains("your text is kept: $SPACE/\(draft)\n"))
    #expect(transcript.status == 5)
    #expect(try space.fixture.read(draft).hasSuffix("Typed.\n"))
    #expect(try space.fixture.tip() == tip)
  }

  @Test(arguments: [
    (["edit", "toxicity-paper"], "goals/toxicity-paper.md", "One project"),
    (["answer", "choose-journal"], "questions/choose-journal.md", "Impact or"),
  ])
  func `what changes in the file while the editor is open stays beside what was typed`(
    command: [String],
    path: String,
    words: String
  ) async throws {
    let space = try Self.space(editor: "echo 'Typed.' >> \"$1\"; sed -i 's/^\(words)/At last: &/' \"$SPACE/\(path)\"")
    let before = try space.fixture.read(path)
    let transcript = await space.runInteractively(arguments: command, answers: [])
    #expect(transcript.status == 0)
    #expect(try space.fixture.read(path) == before.replacing("\n" + words, with: "\nAt last: " + words) + "Typed.\n")
    #expect(try space.git("show", "HEAD:" + path).output == space.fixture.read(path))
    #expect(try space.git("log", "-1", "--skip=1", "--format=%s").output.hasSuffix(": edited by hand\n"))
    #expect(try Self.drafts(of: space) == [])
  }

  @Test(arguments: [
    (["edit", "fellowship"], "goals/fellowship.md", "title"),
    (["answer", "choose-journal"], "questions/choose-journal.md", "title"),
  ])
  func `where both changed the same place the file stays and the text is kept`(
    command: [String],
    path: String,
    field: String
  ) async throws {
    let space = try Self.space(
      editor:
        "sed -i 's/^\(field): .*/\(field): Mine/' \"$1\"; sed -i 's/^\(field): .*/\(field): Other/' \"$SPACE/\(path)\""
    )
    let tip = try space.fixture.tip()
    let transcript = await space.runInteractively(arguments: command, answers: [])
    #expect(transcript.error.contains("\(path): error: the file was changed while you had it in the editor"))
    #expect(transcript.status == 5)
    #expect(try space.fixture.read(path).contains("\n\(field): Other\n"))
    #expect(try space.fixture.tip() == tip)
    let draft = try #require(try Self.drafts(of: space).first)
    #expect(try space.fixture.read(".git/rapport/" + draft).contains("\n\(field): Mine\n"))
  }

  @Test func `a record that somebody made while the editor was open isn't replaced`() async throws {
    let space = try Self.space(
      editor: #"echo 'Typed.' >> "$1"; echo 'Another.' > "$SPACE/meetings/2026-09-01.md""#
    )
    let transcript = await space.runInteractively("new", "meeting", "2026-09-01", answers: [])
    #expect(transcript.error.contains("meetings/2026-09-01.md: error: there is one already"))
    #expect(transcript.error.contains("your text is kept: "))
    #expect(transcript.status == 5)
    #expect(try space.fixture.read("meetings/2026-09-01.md") == "Another.\n")
  }

  @Test func `a goal that waits keeps what changed in it while the editor was open`() async throws {
    let space = try Self.space(editor: #"sed -i 's/## Why/## Why now/' "$SPACE/goals/fellowship.md""#)
    let transcript = await space.runInteractively(
      arguments: [
        "new", "goal", "Poster", "status=active", "--instead-of", "fellowship", "--because", "the congress is first",
      ],
      answers: []
    )
    #expect(transcript.status == 0)
    let text = try space.fixture.read("goals/fellowship.md")
    #expect(text.contains("status: paused\n") && text.contains("## Why now\n"))
  }

  @Test func `without a terminal there is no editor`() async throws {
    try await TestContext.anaAndBen().run("edit", "fellowship").expect(golden: "edit-no-terminal")
  }

  @Test func `a template left as it was is discarded`() async throws {
    let space = try Self.space(editor: "true")
    let tip = try space.fixture.tip()
    let transcript = await space.runInteractively("new", "meeting", answers: [])
    #expect(transcript.error == "Nothing was written in the template, so it was discarded.\n")
    #expect(try space.fixture.tip() == tip)
  }

  @Test(arguments: [
    ["goal", "Paper"], ["meeting", "2026-09-01"], ["skill", "Talks"], ["meeting", "place=by phone"],
  ])
  func `what was typed for a template is kept, also where the editor added nothing`(words: [String]) async throws {
    let space = try Self.space(editor: "true")
    let tip = try space.fixture.tip()
    #expect(await space.runInteractively(arguments: ["new"] + words, answers: []).status == 0)
    #expect(try space.fixture.tip() != tip)
    #expect(
      await space.run("new", "--help").output.replacing("\n", with: " ").replacing("  ", with: " ")
        .contains("is discarded, unless you gave it a title, a day or a field.")
    )
  }

  @Test func `a template that was filled in is saved with it`() async throws {
    let space = try Self.space(editor: #"sed -i 's/## Agenda/## Agenda\n- [ ] Letters/' "$1""#)
    let transcript = await space.runInteractively("new", "meeting", "2026-09-01", answers: [])
    #expect(transcript.status == 0)
    #expect(try space.fixture.read("meetings/2026-09-01.md").contains("## Agenda\n- [ ] Letters\n"))
  }

  private static func drafts(of space: TestContext) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: space.fixture.path + "/.git/rapport").filter {
      $0.hasPrefix("draft-")
    }
  }
}
