import Git
import Sync
import Testing

struct SyncPlanTests {
  private static let a = ObjectID(hex: String(repeating: "a", count: 40))
  private static let b = ObjectID(hex: String(repeating: "b", count: 40))
  private static let c = ObjectID(hex: String(repeating: "c", count: 40))

  /// A position, and what is done in it without and with the person's word that a rewritten history is meant.
  struct Case: CustomTestStringConvertible {
    let name: String
    let position: SyncPosition
    let plan: SyncPlan
    let accepting: SyncPlan

    init(_ name: String, _ position: SyncPosition, _ plan: SyncPlan, accepting: SyncPlan? = nil) {
      self.name = name
      self.position = position
      self.plan = plan
      self.accepting = accepting ?? plan
    }

    var testDescription: String { name }
  }

  static let cases = [
    Case("both the same", .init(ours: a, theirs: a, seen: a, relation: .same), .nothing),
    Case("both the same, never seen", .init(ours: a, theirs: a, seen: nil, relation: .same), .nothing),
    Case("ours behind", .init(ours: a, theirs: b, seen: a, relation: .behind), .forward),
    Case("ours ahead", .init(ours: b, theirs: a, seen: a, relation: .ahead), .push),
    Case("both went on", .init(ours: b, theirs: c, seen: a, relation: .diverged), .merge),
    Case("both began apart", .init(ours: a, theirs: b, seen: nil, relation: .unrelated), .unrelated),
    Case("an empty remote", .init(ours: a, theirs: nil, seen: nil, relation: .same), .push),
    Case("a clone that begins", .init(ours: nil, theirs: a, seen: nil, relation: .same), .forward),
    Case("nothing anywhere", .init(ours: nil, theirs: nil, seen: nil, relation: .same), .nothingToShare),
    Case(
      "a branch that is gone",
      .init(ours: a, theirs: nil, seen: a, relation: .same),
      .branchGone,
      accepting: .push
    ),
    Case(
      "a rewritten history, all of ours sent before",
      .init(ours: a, theirs: b, seen: a, relation: .diverged, keepsSeen: false, unsent: 0),
      .rewritten,
      accepting: .replace
    ),
    Case(
      "a remote that went back, all of ours sent before",
      .init(ours: b, theirs: a, seen: b, relation: .ahead, keepsSeen: false, unsent: 0),
      .rewritten,
      accepting: .replace
    ),
    Case(
      "a rewritten history with something of ours that nobody has",
      .init(ours: c, theirs: b, seen: a, relation: .diverged, keepsSeen: false, unsent: 1),
      .rewritten
    ),
    Case(
      "a rewritten history that we have already",
      .init(ours: b, theirs: b, seen: a, relation: .same, keepsSeen: false, unsent: 0),
      .nothing
    ),
    Case(
      "another history altogether",
      .init(ours: a, theirs: b, seen: a, relation: .unrelated, keepsSeen: false, unsent: 0),
      .rewritten,
      accepting: .replace
    ),
  ]

  @Test(arguments: cases)
  func `what is done follows from where both are`(of example: Case) {
    #expect(SyncPlan(example.position) == example.plan)
    #expect(SyncPlan(example.position, acceptsRewritten: true) == example.accepting)
  }
}
