import Git
import History
import Practice
import Records
import TestSupport
import Testing

/// What is computed for the one is computed for the other.
struct SymmetryTests {
  /// A story in which the two are anything but alike.
  private func story() throws -> SignalCase {
    var story = SignalCase()
    story.files["agreement.md"] = "---\ncadence_days: 20\nreply_days: 5\n---\n"
    story.goal("a", "status: active\nproposed_by: mentee\ntarget: 2026-03-01")
    story.goal("b", "status: active\nproposed_by: mentor")
    story.goal("c", "status: paused\nproposed_by: mentor")
    story.files["feedback/x.md"] = "---\nfrom: mentor\nto: mentee\nrequested_on: 2026-03-01\n---\n"
    story.files["skills/s.md"] =
      "---\nname: S\n---\n## Assessments\n- 2026-01-01 mentee 1\n- 2026-03-01 mentee 2\n- 2026-03-02 mentor 4\n"
    story.meeting(
      "2026-02-10",
      "held",
      "## Prep (mentee)\n- One\n\n## Prep (mentor)\n\n## Actions\n- [ ] X @mentee due:2026-02-20\n"
        + "- [x] Y @mentor due:2026-02-20\n- [x] Z @mentor due:2026-02-25\n"
    )
    for path in story.files.keys.sorted() {
      try story.change(path, on: "2026-02-01", by: path == "goals/b.md" ? .mentor : .mentee, .created)
    }
    try story.change(
      "meetings/2026-02-10.md",
      on: "2026-02-21",
      .task(text: "Y", section: "Actions", old: .open, new: .done)
    )
    try story.change(
      "meetings/2026-02-10.md",
      on: "2026-02-21",
      .task(text: "Z", section: "Actions", old: .open, new: .done)
    )
    return story
  }

  private func swapped(_ text: String) -> String {
    text.replacing("mentee", with: "<other>").replacing("mentor", with: "mentee").replacing("<other>", with: "mentor")
  }

  private func swapped(_ story: SignalCase) -> SignalCase {
    var other = story
    other.files = story.files.mapValues(swapped)
    other.events = story.events.map { event in
      var event = event
      event.commit.author.role = event.commit.author.role == .mentee ? .mentor : .mentee
      return event
    }
    return other
  }

  @Test func `with the parts exchanged every number is the other's, and no signal comes or goes`() throws {
    let story = try story()
    let ours = Signals.all(in: try story.circumstances(on: "2026-04-01"))
    let theirs = Signals.all(in: try swapped(story).circumstances(on: "2026-04-01"))
    #expect(ours.map(\.code) == theirs.map(\.code))
    #expect(Set(ours.map(\.code)).count >= 9)
    for (one, other) in zip(ours, theirs) {
      let exchanged = one.numbers.map { Signal.Number(swapped($0.name), $0.value, $0.origin) }
      #expect(Set(exchanged) == Set(other.numbers), "\(one.observation)")
    }
  }
}
