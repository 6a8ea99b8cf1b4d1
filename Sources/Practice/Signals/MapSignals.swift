import History
import Records
import Space

extension Signals {
  /// S16: kinds of support that nobody on the map gives; the map is in the private space, and nowhere else.
  @Sendable static func mapGaps(_ circumstances: Circumstances) -> [Signal] {
    let network = Network(circumstances.files, today: circumstances.today)
    guard circumstances.files.contains(where: { $0.kind == .privateSpace }), !network.gaps.isEmpty else { return [] }
    return [
      Signal(
        .map,
        "Nobody listed for: \(network.gaps.joined(separator: ", "))",
        numbers: [
          .init("people", network.current.count), .init("kinds of support without anybody", network.gaps.count),
        ],
        records: network.current.map(\.file.path),
        nextStep: "Whom could you ask, or who could introduce you? rapport new person NAME role=ROLE"
      )
    ]
  }

  /// S16: a new stage of the career, which may need other people.
  @Sendable static func stageChange(_ circumstances: Circumstances) -> [Signal] {
    let last = circumstances.held.last?.day
    let change = circumstances.events.reversed().lazy.compactMap { event -> (day: CalendarDay, stage: String)? in
      guard event.record.kind == .relationship, last.map({ event.day > $0 }) ?? true else { return nil }
      for case .field("stage", let old?, .text(let stage)?) in event.changes where old != .text("") && !stage.isEmpty {
        return (event.day, stage)
      }
      return nil
    }.first
    guard let change else { return [] }
    return [
      Signal(
        .map,
        "The stage was recorded as \(change.stage) on \(change.day)",
        numbers: [.init("days since then", change.day.days(until: circumstances.today))],
        records: ["relationship.md"],
        nextStep: "Another stage may need other people. A look at your map: rapport list network"
      )
    ]
  }
}
