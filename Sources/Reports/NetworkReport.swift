package import Git
package import History
package import Practice
import Records
import Space

/// What `rapport list network` says: whom one can ask, and which kinds of support nobody is listed for.
package struct NetworkReport: Sendable {
  private let network: Network
  private let topic: String
  private let commit: ObjectID?

  /// - Parameters:
  ///   - topic: what somebody is looked for; empty for the whole map.
  ///   - commit: the commit that holds the records; nil for the present.
  package init(_ network: Network, topic: String, commit: ObjectID? = nil) {
    self.network = network
    self.topic = topic
    self.commit = commit
  }

  private var current: [Network.Entry] { network.current.filter(isWanted) }
  private var ended: [Network.Entry] { network.ended.filter(isWanted) }

  /// What nobody is listed for: the topic, or kinds of support.
  private var missing: [String] {
    topic.isEmpty ? network.gaps : current.isEmpty ? [topic] : []
  }

  package var lines: [StyledText] {
    let all = current + ended
    let roleWidth = all.map { ($0.role ?? "").count }.max() ?? 0
    let nameWidth = all.map { $0.name.count }.max() ?? 0
    func line(_ entry: Network.Entry) -> StyledText {
      let name = StyledText(entry.role ?? "").padded(to: roleWidth + 2) + StyledText(entry.name, .heading)
      let parts = Self.parts(of: entry)
      return parts.isEmpty
        ? name : name.padded(to: roleWidth + nameWidth + 4) + StyledText(parts.joined(separator: " · "))
    }
    var lines = current.map(line)
    if !ended.isEmpty { lines += [StyledText("Ended", .strong)] + ended.map { "  " + line($0) } }
    if !missing.isEmpty { lines.append("Nobody listed for: \(missing.joined(separator: ", ")).") }
    return lines
  }

  package var json: JSONValue {
    .object([
      .init("schema", .string("rapport/list/1")),
      .init("at", .optional(commit?.hex)),
      .init("records", .array((current + ended).map { RecordJSON.object($0.file) })),
      .init("ended", .array(ended.map { .string($0.file.path) })),
      .init("nobodyListedFor", .array(missing.map(JSONValue.string))),
    ])
  }

  private func isWanted(_ entry: Network.Entry) -> Bool {
    topic.isEmpty || entry.knows(topic)
  }

  private static func parts(of entry: Network.Entry) -> [String] {
    var parts = entry.topics.isEmpty ? [] : [entry.topics.joined(separator: ", ")]
    if let until = entry.until {
      parts.append(entry.since.map { "\($0) to \(until)" } ?? "until \(until)")
    } else if let since = entry.since {
      parts.append("since \(since)")
    }
    if let contact = entry.lastContact { parts.append("last contact \(contact)") }
    return parts
  }
}
