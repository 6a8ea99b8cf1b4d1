import Git
import History
import Records
import Space

/// Whether git knows who commits here, and the relationship knows them, too.
struct IdentityCheck: DoctorCheck {
  let name = "identity"
  let title = "who you are"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let session = examination.session
    guard let me = try? Identity(session.context, in: examination.space).author else {
      return .finding(
        "Git doesn't know who you are, so nothing can be committed.",
        help: "git config user.name \"Your Name\" && git config user.email you@example.org"
      )
    }
    let partners = try examination.partners()
    let written = "\(me.name) <\(me.email)>"
    if let role = try await examination.people().author(me).role {
      return .fine("You commit here as \(written), the \(role.rawValue).")
    }
    // Before relationship.md is committed, history can't know anybody.
    if let partner = partners.first(where: { $0.person.email.lowercased() == me.email.lowercased() }) {
      return .fine("You commit here as \(written), the \(partner.role).")
    }
    guard !partners.isEmpty else { return .fine("You commit here as \(written).") }
    let namesake = partners.first { $0.person.name == me.name }
    return .finding(
      Finding(
        text:
          "You commit here as \(written), whom relationship.md doesn't name, so nobody can tell which of the two you are.",
        details: partners.map { "\($0.role): \($0.person.name) <\($0.person.email)>" },
        help: namesake.map { "git config user.email \(shell: $0.person.email)" }
          ?? "if you are one of them: git config user.email, with the address that stands there"
      )
    )
  }
}
