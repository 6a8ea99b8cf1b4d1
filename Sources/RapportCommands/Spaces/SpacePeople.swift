import Git
import Records
import Reports

extension InitCommand {
  /// The two people of a shared space.
  struct People: Sendable {
    let mentor: String
    let mentee: String
    /// The one who runs the command; nil where they didn't say, and where git knows them.
    let me: Person?

    /// Takes the options, and git's word for the one who runs the command; asks for what they leave open.
    init(mentor: String?, mentee: String?, me: Me?, session: Session) throws {
      func myself(as role: String) throws -> String? {
        guard me?.rawValue == role, let text = try SpaceFounding(session.context).person, PersonText.parse(text) != nil
        else { return nil }
        session.say("You, the \(role), are \(text), as git knows you.")
        return text
      }
      func person(_ given: String?, role: String) throws -> String {
        let text = try given ?? myself(as: role) ?? session.ask("Who is the \(role)? Name <address>:")
        guard let text else {
          throw CommandFailure(.usage, "say who the \(role) is", help: "--\(role) \"Name <name@example.org>\"")
        }
        guard PersonText.parse(text) != nil else {
          throw CommandFailure(
            .usage,
            "'\(text)' is no person with an address",
            help: "write it as \"Name <name@example.org>\""
          )
        }
        return text
      }
      let mentee = try person(mentee, role: "mentee")
      let mentor = try person(mentor, role: "mentor")
      guard PersonText.parse(mentee)?.email.lowercased() != PersonText.parse(mentor)?.email.lowercased() else {
        throw CommandFailure(
          .usage,
          "the mentor and the mentee have one address, so nobody could tell whose a change is",
          help: "give each their own: --mentor \"Name <name@example.org>\"; notes of your own: rapport init --private"
        )
      }
      let known = try SpaceFounding(session.context).person.flatMap(PersonText.parse)
      let isKnown = [mentee, mentor].contains { PersonText.parse($0)?.email.lowercased() == known?.email.lowercased() }
      // Whom git knows as one of the two needn't say it.
      let answer =
        me ?? (isKnown ? nil : session.ask("Are you the mentor or the mentee?").flatMap(Me.init(rawValue:)))
      self.me = answer.flatMap { PersonText.parse($0 == .mentor ? mentor : mentee) }
      self.mentee = mentee
      self.mentor = mentor
    }
  }
}

/// A person as records write them: `Ana Ruiz <ana@example.org>`.
enum PersonText {
  static func parse(_ text: String) -> Person? {
    guard let open = text.lastIndex(of: "<"), text.hasSuffix(">") else { return nil }
    let name = text[..<open].trimmingSpaces()
    let email = text[text.index(after: open)...].dropLast()
    guard !name.isEmpty, email.contains("@"), !email.contains(where: \.isWhitespace) else { return nil }
    return Person(name: String(name), email: String(email))
  }
}
