import History
package import Practice

extension StatusReport {
  /// The most useful signals, in a line each.
  var signalLines: [StyledText] {
    guard !signals.isEmpty else { return [] }
    return [StyledText(SignalsReport.heading, .strong)]
      + signals.prefix(Self.shown).map { StyledText("  " + $0.observation) }
      + more(than: signals.count, see: "rapport status --signals")
  }
}

/// What `rapport status --signals` says: each signal with a possible next step, and on request how it came about.
package struct SignalsReport: Sendable {
  static let heading = "For the two of you to look at"

  private let signals: [Signal]
  private let isExplained: Bool
  private let isPersonal: Bool

  /// - Parameter isExplained: whether rule, numbers and records are told.
  package init(_ signals: [Signal], isExplained: Bool, isPersonal: Bool) {
    self.signals = signals
    self.isExplained = isExplained
    self.isPersonal = isPersonal
  }

  package var lines: [StyledText] {
    guard !signals.isEmpty else { return [] }
    let heading = isPersonal ? "For you to look at" : Self.heading
    return [StyledText(heading, .strong)] + signals.flatMap(lines)
      + [StyledText("What isn't recorded may have happened all the same. Nothing of this is stored or sent.", .faint)]
  }

  private func lines(of signal: Signal) -> [StyledText] {
    var lines: [StyledText] = ["  " + StyledText(signal.observation), "    " + StyledText(signal.nextStep, .faint)]
    guard isExplained else { return lines }
    lines.append(StyledText("    rule     \(signal.code.rawValue): \(signal.code.rule)"))
    lines.append(StyledText("    numbers  \(signal.numbers.map(\.description).joined(separator: " · "))"))
    let records = signal.records.isEmpty ? "none" : signal.records.joined(separator: ", ")
    lines.append(StyledText("    records  \(records)"))
    return lines
  }
}

/// Signals as JSON.
enum SignalJSON {
  /// A signal with everything it rests on.
  static func object(_ signal: Signal) -> JSONValue {
    .object([
      .init("code", .string(signal.code.rawValue)),
      .init("recorded", .string(signal.observation)),
      .init("rule", .string(signal.code.rule)),
      .init(
        "numbers",
        .array(
          signal.numbers.map { number in
            .object([
              .init("name", .string(number.name)),
              .init("value", .integer(number.value)),
              .init("origin", .optional(number.origin?.rawValue)),
            ])
          }
        )
      ),
      .init("records", .array(signal.records.map(JSONValue.string))),
      .init("nextStep", .string(signal.nextStep)),
    ])
  }
}
