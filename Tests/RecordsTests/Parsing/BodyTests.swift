import Records
import Testing

struct BodyTests {
  private func body(_ text: String) -> Body {
    let bytes = Array(text.utf8)
    return Body(scanning: bytes, in: 0..<bytes.count)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `headings split the body with any line ending`(_ ending: String) {
    let text = "before\n\n# One\na\n## Two ##\n### Three\nb\n## Two\nc".replacing("\n", with: ending)
    let sections = body(text).sections
    #expect(sections.map(\.heading) == [nil, "One", "Two", "Three", "Two"])
    #expect(sections.map(\.level) == [0, 1, 2, 3, 2])
    #expect(sections.map(\.path) == [[], ["One"], ["One", "Two"], ["One", "Two", "Three"], ["One", "Two"]])
    #expect(sections.map(\.occurrence) == [1, 1, 1, 1, 2])
    #expect(sections.map(\.lines.count) == [2, 1, 0, 1, 1])
  }

  @Test func `the sections cover the body without gaps`() {
    let text = "x\n# A\n\ny\n## B\n## C\nz"
    let body = body(text)
    var end = 0
    for section in body.sections {
      #expect((section.headingRange ?? section.contentRange).lowerBound == end)
      end = section.contentRange.upperBound
    }
    #expect(end == text.utf8.count)
  }

  @Test(arguments: [
    ("# A", "A"), ("   ## A", "A"), ("#", ""), ("## A # B ##", "A # B"), ("# A#", "A#"), ("#\tA", "A"),
    ("###### A", "A"),
    ("# #", ""),
  ])
  func `an ATX heading is one by CommonMark's rules`(_ line: String, expected: String) {
    #expect(body(line).sections.map(\.heading) == [expected])
  }

  @Test(arguments: ["#A", "    # A", "####### A", "\\# A", "text # A"])
  func `what CommonMark takes for text is no heading`(_ line: String) {
    #expect(body(line).sections.map(\.heading) == [nil])
  }

  @Test(arguments: [
    "```\n# A\n```", "~~~ md\n# A\n```\n- [ ] x\n~~~", "````\n```\n# A\n````", "   ```\n# A\n   `````  ",
    "```\n# A\n- [ ] x",
    "<!--\n# A\n- [ ] x\n-->", "<!-- a\n\n# A -->",
  ])
  func `fenced code and comments hold no headings and no tasks`(_ text: String) {
    let body = body(text)
    #expect(body.sections.map(\.heading) == [nil])
    #expect(body.tasks.isEmpty)
  }

  @Test(arguments: ["``` a`b\n# A", "    ```\n# A", "<!-- a -->\n# A", "``\n# A", "```\n```\n# A"])
  func `what opens no block hides no heading`(_ text: String) {
    #expect(body(text).sections.last?.heading == "A")
  }
}

struct TaskItemTests {
  private func tasks(_ text: String) -> [TaskItem] {
    let bytes = Array(text.utf8)
    return Body(scanning: bytes, in: 0..<bytes.count).tasks
  }

  @Test(arguments: [
    "Send outline": "Send outline", "@mentee Send  outline due:2026-04-24": "Send outline",
    "Ask @Kim about the letters @mentee": "Ask @Kim about the letters",
    "By due:2026-04-24 write to @kim and @ben @mentor goal:x": "By due:2026-04-24 write to @kim and @ben",
    "@Kim and @mentee go": "@Kim and @mentee go", "@Kim": "@Kim", "@mentee": "",
  ])
  func `a task's sentence keeps the people and keys in its midst`(line: String, sentence: String) throws {
    #expect(try #require(tasks("- [ ] \(line)").first).sentence == sentence)
  }

  @Test func `a task's words, people and keys are told apart`() throws {
    let text = "- [ ] Send  outline @mentee due:2026-04-24 goal:toxicity-paper"
    let task = try #require(tasks(text).first)
    #expect(task.text == "Send outline")
    #expect(task.people == ["mentee"])
    #expect(task.keys == [TaskKey(name: "due", value: "2026-04-24"), TaskKey(name: "goal", value: "toxicity-paper")])
    #expect(task.due == CalendarDay(year: 2026, month: 4, day: 24))
    #expect(task.boxRange == 3..<4)
    #expect(task.lineRange == 0..<text.utf8.count)
  }

  @Test(arguments: [
    ("- [ ] a", TaskState.open), ("* [x] a", .done), ("+ [X] a", .done), ("1. [-] a", .dropped), ("12) [ ] a", .open),
    ("    - [ ] a", .open), ("\t- [x] a", .done), ("-   [ ]  a ", .open),
  ])
  func `any list marker and indentation makes a task`(_ line: String, state: TaskState) {
    #expect(tasks(line).map(\.state) == [state])
    #expect(tasks(line).map(\.text) == ["a"])
  }

  @Test(arguments: ["[ ] a", "-[ ] a", "- [] a", "- [y] a", "- [ ]a", "- [link](x)", "1234567890. [ ] a", "- a [ ]"])
  func `what is no checkbox is no task`(_ line: String) {
    #expect(tasks(line).isEmpty)
  }

  @Test(arguments: [
    "see https://example.org", "Toxicity paper: next", "at 10:30", "Re:thesis", "me@example.org", "@", "a:", ":b",
    "x1:y",
  ])
  func `words that only look like keys or people are words`(_ words: String) {
    #expect(tasks("- [ ] \(words)").map(\.text) == [words])
  }

  @Test func `the same words in one section are counted`() {
    let found = tasks("## A\n- [ ] x\n- [x] x due:2026-01-01\n- [ ] y\n## B\n- [ ] x\n")
    #expect(found.map(\.occurrence) == [1, 2, 1, 1])
  }

  @Test func `an empty task has empty text`() {
    #expect(tasks("- [ ]").map(\.text) == [""])
  }
}

struct DatedLineTests {
  private func lines(_ text: String) -> [DatedLine] {
    let bytes = Array(text.utf8)
    return Body(scanning: bytes, in: 0..<bytes.count).sections.flatMap(\.datedLines)
  }

  @Test func `a list item that begins with a day is dated`() throws {
    let found = lines(
      "## Progress\n- 2026-05-03 Data office.\n* 2026-06-21\n- 2026-02-30 never\n- 2026-05-031 no\n- x\n"
    )
    #expect(found.map(\.day.description) == ["2026-05-03", "2026-06-21"])
    #expect(found.map(\.text) == ["Data office.", ""])
    #expect(found.allSatisfy { $0.assessment == nil })
  }

  @Test func `under Assessments it says who and which level`() throws {
    let found = lines("## Assessments\n- 2026-03-10 mentee 2  only edited\n- 2026-03-12 mentor 3\n- 2026-03-13 hm\n")
    #expect(found.map { $0.assessment?.role } == ["mentee", "mentor", nil])
    #expect(found.map { $0.assessment?.level } == [2, 3, nil])
    #expect(found.map { $0.assessment?.text } == ["only edited", "", nil])
    #expect(found[0].text == "mentee 2  only edited")
  }
}
