import Records

/// A merge of fields and tasks on maps, written without a look at the real one and without regard to text.
enum NaiveMerge {
  /// A value without spelling and order.
  indirect enum Value: Equatable {
    case scalar(String)
    case set([String])
    case map([String: Value])
    /// Text of several lines, which is merged by line.
    case text(String)

    init(_ node: YAMLNode, identity: String) {
      if case .scalar(let text, .literal) = node.content {
        self = .text(text)
      } else if let text = node.text {
        self = .scalar(text)
      } else if let entries = node.entries {
        self = .map(Dictionary(entries.map { ($0.name, Value($0.value, identity: identity)) }) { first, _ in first })
      } else {
        let items = node.items ?? []
        let names = items.compactMap { $0[identity]?.text }
        if !items.isEmpty, names.count == items.count {
          let values = items.map { Value($0, identity: identity) }
          self = .map(Dictionary(zip(names.map { "[\(identity)=\($0)]" }, values)) { first, _ in first })
        } else {
          self = .set(items.compactMap(\.text).sorted())
        }
      }
    }
  }

  /// What a merge should come to.
  struct Outcome {
    var value: Value?
    /// Where both sides differ, how many values are possible.
    var disputes: [String: Int] = [:]
    /// Whether this merge can tell; not for texts of several lines.
    var isKnown = true
  }

  static func merge(base: Value?, one: Value?, other: Value?, path: String) -> Outcome {
    if one == other || other == base { return Outcome(value: one) }
    if one == base { return Outcome(value: other) }
    switch (one, other) {
    case (.text?, .text?): return Outcome(value: nil, isKnown: false)
    case (.set(let first)?, .set(let second)?):
      let before = if case .set(let items) = base { items } else { [String]() }
      let kept = Set(first + second).filter { item in
        first.contains(item) && second.contains(item) || !before.contains(item)
      }
      return Outcome(value: .set(kept.sorted()))
    case (let first?, let second?):
      guard let ones = first.members, let others = second.members else { break }
      return members(base?.members ?? [:], ones, others, path: path)
    default: break
    }
    return Outcome(value: base, disputes: [path: 2])
  }

  private static func members(
    _ base: [String: Value],
    _ one: [String: Value],
    _ other: [String: Value],
    path: String
  ) -> Outcome {
    var outcome = Outcome(value: nil)
    var members: [String: Value] = [:]
    for name in Set(base.keys).union(one.keys).union(other.keys) {
      let place = path + (name.hasPrefix("[") ? name : "." + name)
      let merged = merge(base: base[name], one: one[name], other: other[name], path: place)
      members[name] = merged.value
      outcome.disputes.merge(merged.disputes) { first, _ in first }
      outcome.isKnown = outcome.isKnown && merged.isKnown
    }
    outcome.value = .map(members)
    return outcome
  }
}

extension NaiveMerge.Value {
  /// The members of a map; an empty list may be one.
  fileprivate var members: [String: Self]? {
    switch self {
    case .map(let members): members
    case .set(let items): items.isEmpty ? [:] : nil
    case .scalar, .text: nil
    }
  }

  /// The same, with an empty list and an empty mapping taken for one.
  var normal: Self { members?.isEmpty == true ? .set([]) : self }
}
