import Git
import History
import Records
import Testing

struct EventJSONTests {
  private func event(role: Role? = .mentee, id: String? = "k7f3q2", title: String? = "T", _ changes: [Change]) throws
    -> Event
  {
    let time = CommitTime(secondsSince1970: 1_777_795_872, offsetMinutes: 120)
    return Event(
      commit: CommitReference(
        id: try #require(ObjectID(hex: "0123456789abcdef0123456789abcdef01234567")),
        author: Author(person: Person(name: "Ana Ruiz", email: "ana@example.org"), role: role),
        authored: time,
        committed: time,
        subject: "goal x: status proposed → active",
        body: ""
      ),
      record: RecordReference(path: "goals/x.md", id: id, kind: .goal, title: title),
      changes: changes
    )
  }

  @Test func `an event is published byte for byte in the documented form`() throws {
    let day = try #require(CalendarDay("2026-05-03"))
    let event = try event([
      .field(path: "status", old: .text("proposed"), new: .text("active")),
      .field(path: "target", old: nil, new: .text("")),
      .field(path: "skills", old: .list(["a", "b"]), new: .list([])),
      .task(text: "Abstract agreed", section: "Milestones", old: .open, new: .done),
      .taskWord(text: "Draft", section: "Milestones", name: "@", old: nil, new: "@mentee"),
      .line(section: "Progress", day: day, who: nil, text: "sent"),
      .renamed(from: "goals/y.md", to: "goals/x.md", similarity: nil),
      .section(heading: "Progress", added: 3, removed: 1),
    ])
    #expect(
      event.json.text == """
        {"schema":"rapport/log-event/1","commit":"0123456789abcdef0123456789abcdef01234567",\
        "author":{"name":"Ana Ruiz","email":"ana@example.org","role":"mentee"},"authored":"2026-05-03T10:11:12+02:00",\
        "message":{"subject":"goal x: status proposed → active","body":""},\
        "record":{"path":"goals/x.md","id":"k7f3q2","kind":"goal","title":"T"},\
        "changes":[{"type":"field","field":"status","old":"proposed","new":"active"},\
        {"type":"field","field":"target","old":null,"new":""},\
        {"type":"field","field":"skills","old":["a","b"],"new":[]},\
        {"type":"task","section":"Milestones","text":"Abstract agreed","old":"open","new":"done"},\
        {"type":"task-word","section":"Milestones","text":"Draft","name":"@","old":null,"new":"@mentee"},\
        {"type":"line","section":"Progress","date":"2026-05-03","who":null,"text":"sent"},\
        {"type":"renamed","from":"goals/y.md","to":"goals/x.md"},\
        {"type":"section","heading":"Progress","added":3,"removed":1}]}
        """
    )
  }

  @Test func `what is absent is null`() throws {
    let text = try event(role: nil, id: nil, title: nil, [.section(heading: nil, added: 1, removed: 0)]).json.text
    #expect(text.contains(#""role":null}"#))
    #expect(text.contains(#""id":null,"kind":"goal","title":null}"#))
    #expect(text.contains(#"{"type":"section","heading":null,"added":1,"removed":0}"#))
  }

  @Test(arguments: [
    (Change.created, #"{"type":"created"}"#),
    (.removed, #"{"type":"removed"}"#),
    (.restored, #"{"type":"restored"}"#),
    (.readable, #"{"type":"readable"}"#),
    (.unreadable(VersionProblem(code: "nul-byte")), #"{"type":"unreadable","problem":"nul-byte"}"#),
    (
      .unreadable(VersionProblem(code: "duplicate-key", line: 4, column: 1)),
      #"{"type":"unreadable","problem":"duplicate-key","line":4,"column":1}"#
    ),
    (
      .disputed(field: "target", values: [nil, "2026-10-15"]),
      #"{"type":"disputed","field":"target","values":[null,"2026-10-15"]}"#
    ),
    (.settled(field: "Why", value: nil), #"{"type":"settled","field":"Why","value":null}"#),
    (
      .renamed(from: "a.md", to: "b.md", similarity: 73),
      #"{"type":"renamed","from":"a.md","to":"b.md","similarity":73}"#
    ),
  ])
  func `each other change has its published form`(change: Change, expected: String) {
    #expect(change.json.text == expected)
  }

  @Test func `a character is escaped wherever it stands in a long text`() {
    let plain = "All that is plain, and more of it."
    for (character, form) in [
      ("\"", #"\""#), ("\u{1f}", #"\u001f"#), ("\u{7f}", #"\u007f"#), ("\\", #"\\"#), ("é", "é"),
    ] {
      for place in 0...plain.count {
        let (start, end) = (plain.prefix(place), plain.dropFirst(place))
        #expect(JSONValue.string(start + character + end).text == "\"\(start)\(form)\(end)\"")
      }
    }
  }

  @Test func `a text of more than one piece is written without a seam`() {
    for length in 1020...1030 {
      let plain = String(repeating: "x", count: length)
      let text = JSONValue.string(plain + "\"é\"" + plain + "\n").text
      #expect(text == "\"" + plain + #"\"é\""# + plain + #"\n"# + "\"")
    }
    let quotes = String(repeating: "\"", count: 5000)
    #expect(JSONValue.string(quotes).text == "\"" + quotes.replacing("\"", with: #"\""#) + "\"")
  }

  @Test func `strings escape quotes, backslashes, what terminals obey, what nobody sees, and nothing else`() {
    let text = "\"\\/\u{8}\n\r\t\u{1b}\u{1f}\u{7f}é\u{9b}\u{202e}\u{2028}\u{e0041}👩\u{200d}🎓"
    let escaped = #""\"\\/\u0008\n\r\t\u001b\u001f\u007fé\u009b\u202e\u2028\udb40\udc41"#
    #expect(JSONValue.string(text).text == escaped + "👩\u{200d}🎓\"")
  }

  @Test func `members keep their order`() {
    let value: JSONValue = ["b": .integer(-1), "a": [.boolean(true), .null], "c": [:]]
    #expect(value.text == #"{"b":-1,"a":[true,null],"c":{}}"#)
  }
}
