import History
import Practice
import Records

extension StatusReport {
  /// Whether each of the two has prepared for a meeting that is near.
  private var preparation: PreparationState? {
    nextMeeting.flatMap { PreparationState(of: $0, terms: terms, today: today) }
  }

  /// Both parts in one line, alike; none before the agenda is to be ready and after the meeting's day.
  var preparationLines: [StyledText] {
    guard let preparation else { return [] }
    let parts = preparation.parts.map { "\($0.heading) \($0.isEmpty ? "is empty" : "is written")" }
    let time =
      switch preparation.daysToGo {
      case 0: "the meeting is today"
      case 1: "1 day to go"
      case let days: "\(days) days to go"
      }
    // Nothing can be written in the past.
    let pointer = commit == nil && preparation.parts.contains(where: \.isEmpty) ? "; rapport edit next" : ""
    return ["  " + StyledText(parts.joined(separator: ", ") + ", \(time)\(pointer)")]
  }

  var preparationJSON: JSONValue {
    guard let preparation else { return .null }
    return .object([
      .init("daysToGo", .integer(preparation.daysToGo)),
      .init("agendaLeadDays", .integer(preparation.lead.value)),
      .init("origin", .string(preparation.lead.origin.rawValue)),
      .init(
        "parts",
        .array(
          preparation.parts.map { part in
            .object([.init("heading", .string(part.heading)), .init("isEmpty", .boolean(part.isEmpty))])
          }
        )
      ),
    ])
  }
}
