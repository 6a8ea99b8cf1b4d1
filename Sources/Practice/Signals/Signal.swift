/// Something that the records show and that may be worth a word between the two.
///
/// It says what is recorded, by which rule, with which numbers, and ends in a question; what isn't recorded may have
/// happened all the same. Signals are computed when somebody asks, never stored or sent.
package struct Signal: Sendable, Hashable {
  /// A number that the rule looked at.
  package struct Number: Sendable, Hashable {
    /// What it counts, with its unit: "days", "cadence in days".
    package let name: String
    package let value: Int
    /// Whether the two agreed on it; nil for what was counted.
    package let origin: Term.Origin?

    package init(_ name: String, _ value: Int, _ origin: Term.Origin? = nil) {
      self.name = name
      self.value = value
      self.origin = origin
    }

    package init(_ name: String, _ term: Term) {
      self.init(name, term.value, term.origin)
    }

    /// The number as text says it: "cadence in days 30, agreed".
    package var description: String { "\(name) \(value)" + (origin.map { ", \($0.rawValue)" } ?? "") }
  }

  package let code: Code
  /// What is recorded, in one line.
  package let observation: String
  package let numbers: [Number]
  /// The paths of the records that were looked at.
  package let records: [String]
  /// A possible next step, as a question or a command.
  package let nextStep: String

  package init(_ code: Code, _ observation: String, numbers: [Number], records: [String], nextStep: String) {
    self.code = code
    self.observation = observation
    self.numbers = numbers
    self.records = records
    self.nextStep = nextStep
  }
}

extension Signal {
  /// What a signal is about; the raw value stays the same from version to version.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case activeGoals = "S1"
    case movedTarget = "S2"
    case pastDay = "S3"
    case untouchedGoal = "S4"
    case meetingGap = "S5"
    case nothingPlanned = "S6"
    case preparation = "S7"
    case followThrough = "S8"
    case carriedItem = "S9"
    case askedBefore = "S10"
    case goalOrigin = "S11"
    case awaitedFeedback = "S13"
    case reviewDue = "S14"
    case skillChange = "S15"
    case map = "S16"

    /// When the signal is told.
    package var rule: String {
      switch self {
      case .activeGoals: "more goals are active than the two want to work on at one time"
      case .movedTarget: "the target of an open goal was moved at least twice"
      case .pastDay: "a target or a task's day has passed, and it is still open; pauses are not counted"
      case .untouchedGoal:
        "an active goal's file has not changed for more than one and a half times the cadence, pauses not counted"
      case .meetingGap: "no meeting was held for more than one and a half times the cadence, pauses not counted"
      case .nothingPlanned: "no meeting is planned for today or later"
      case .preparation:
        "for the last three meetings: what stood under each Prep heading by the end of the meeting's day"
      case .followThrough: "tasks that were due in the 90 days before today, for both in the same way"
      case .carriedItem: "an item stands on an agenda for the third time or more as carried over"
      case .askedBefore: "an open question goes on from one that has an answer"
      case .goalOrigin: "who proposed the goals, and who recorded them first"
      case .awaitedFeedback: "feedback was asked for longer ago than a reply takes, pauses not counted"
      case .reviewDue: "the day of a review or an end has come"
      case .skillChange: "a skill was assessed again within the last 90 days"
      case .map: "a kind of support has nobody on the mentor map, or the mentee's stage changed since the last meeting"
      }
    }
  }
}
