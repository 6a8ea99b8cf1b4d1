package import History
package import Records
package import Space

/// How many of a goal's milestones were done when, drawn in one line of text from the goal's first day to its target.
///
/// `2026-03-02 ────1───2──────╌╌╌╌╌ target 2026-09-30`: at each place stands how many were done by then; the solid line is time that
/// has passed.
package struct ProgressLine: Sendable {
  /// Columns of the drawing.
  static let width = 32

  /// What stands before the drawing.
  private static let label = "milestones done  "

  private let first: CalendarDay
  /// Where the solid line ends: today, or the last change of a goal that is over.
  private let present: CalendarDay
  private let target: CalendarDay?
  /// How many milestones were done from a day on, by day, where that changed.
  private let counts: [(day: CalendarDay, done: Int)]

  /// Makes the line of a goal from all its events, in any order; nil for other records, for a goal that never had a
  /// milestone, and where no time has passed and none is ahead.
  package init?(of record: RecordFile, history: [Event], today: CalendarDay) {
    guard record.kind == .goal, let first = history.map(\.commit.authored.day).min() else { return nil }
    let last = history.map(\.commit.authored.day).max() ?? first
    var milestones: [String: [CalendarDay: Int]] = [:]
    for event in history {
      for case .task(let text, let section?, let old, let new) in event.changes
      where section.lowercased() == "milestones" {
        let difference = (new == .done ? 1 : 0) - (old == .done ? 1 : 0)
        milestones[text, default: [:]][event.commit.authored.day, default: 0] += difference
      }
    }
    let written = record.document?.body.section(named: "Milestones")?.tasks ?? []
    let changes = milestones.reduce(into: [CalendarDay: Int]()) { changes, milestone in
      // What both ticked is done once.
      let most = max(1, written.count { $0.text == milestone.key })
      var done = 0
      for (day, difference) in milestone.value.sorted(by: { $0.key < $1.key }) {
        let next = min(max(0, done + difference), most)
        if next != done { changes[day, default: 0] += next - done }
        done = next
      }
    }
    let isOver = record.isEndedGoal
    let target = record.document?.text(of: "target").flatMap { CalendarDay($0) }
    self.first = first
    present = isOver ? last : max(today, last)
    self.target = isOver && target.map { $0 > last } ?? false ? nil : target.flatMap { $0 > first ? $0 : nil }
    guard !milestones.isEmpty, max(present, self.target ?? present) > first else { return nil }
    var done = 0
    counts = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { day, difference in
      done += difference
      return (day, done)
    }
  }

  /// The drawing between its first and its last day.
  package var line: StyledText {
    let (drawing, hasMark) = drawing
    var line = StyledText(Self.label) + StyledText("\(first) ", .faint) + StyledText(drawing)
    if let target, target > present { return line + StyledText(" target \(target)", .faint) }
    line += StyledText(" \(present)", .faint)
    if let target, target < present {
      line += StyledText(" (\(hasMark ? "\(Self.targetMark) " : "")target \(target))", .faint)
    }
    return line
  }

  private static let targetMark: Character = "┼"

  /// The cells, and whether a target that has passed is marked in one of them.
  private var drawing: (text: String, hasMark: Bool) {
    let length = first.days(until: max(present, target ?? present))
    func column(of day: CalendarDay) -> Int {
      min(max(0, first.days(until: day) * (Self.width - 1) / length), Self.width - 1)
    }
    let now = column(of: present)
    var cells = (0..<Self.width).map { $0 <= now ? Character("─") : "╌" }
    // From the newest back: of two numbers that would touch, the newer one stays, since "1" beside "2" reads as twelve.
    var end = Self.width
    for count in counts.reversed() {
      let digits = Array(String(count.done))
      let start = min(column(of: count.day), Self.width - digits.count)
      guard start + digits.count <= end else { continue }
      cells.replaceSubrange(start..<start + digits.count, with: digits)
      end = start - 1
    }
    guard let target, target < present, !cells[column(of: target)].isNumber else { return (String(cells), false) }
    cells[column(of: target)] = Self.targetMark
    return (String(cells), true)
  }
}
