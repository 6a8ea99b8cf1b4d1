package import Practice

/// A courteous answer to a request that is declined, to copy into a message.
///
/// It cites the limit that both signed, and names the mentor only where the agreement allows it. Why the request is declined stays in the records.
package struct DeclineText: Sendable {
  /// The sentences, one a line.
  package let lines: [String]

  /// - Parameters:
  ///   - title: what was asked for.
  ///   - work: what the person who declines works on; nil where the agreement isn't about them, or has ended.
  ///   - mentors: the mentors' names.
  package init(_ title: String, work: ActiveWork?, terms: Terms, mentors: [String]) {
    var lines = ["Thank you for thinking of me for “\(title)”."]
    if let work, work.limit.origin == .agreed {
      let count = work.limit.value
      let things = work.countsCommitments ? (count == 1 ? "thing" : "things") : count == 1 ? "goal" : "goals"
      let names = mentors.joined(separator: " and ")
      let start =
        terms.mayNameMentor && !names.isEmpty
        ? "\(names) and I have agreed, as mentor and mentee, that I work" : "I have agreed to work"
      let taken = count == 1 ? "it is taken" : "they are taken"
      lines.append("\(start) on at most \(count) \(things) at one time\(work.isFull ? ", and \(taken)" : "").")
      lines.append(
        work.isFull
          ? "So I can't take this on now."
          : "I want to finish what I have begun, so I can't take this on now."
      )
    } else {
      lines.append("I want to finish what I have begun before I take on more, so I can't do this now.")
    }
    self.lines = lines + ["I hope you find somebody who has the time it deserves."]
  }
}
