import Git
import History
import Practice
import Records
import TestSupport
import Testing

/// Who signed is what a plain account of the same steps says, on random histories of one agreement.
struct SignatureLawTests {
  /// The agreement as somebody who watched would tell of it.
  private struct Account {
    var text = 0
    /// The day of each entry, and the text beside it when it was added.
    var entries: [Role: (day: CalendarDay, text: Int)] = [:]

    var file: String {
      let signatures = entries.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "  - {by: \($0.key.rawValue), on: \($0.value.day)}\n" }.joined()
      return "---\ncadence_days: \(14 + text)\n" + (signatures.isEmpty ? "" : "signatures:\n" + signatures)
        + "---\nText.\n"
    }

    func standing(of role: Role) -> String {
      entries[role].map { $0.text == text ? "present" : "earlier" } ?? "missing"
    }
  }

  @Test func `a signature is worth what was signed, whatever happened in between`() async throws {
    for seed in UInt64(1)...(LawLength.isLong ? 2_000 : 40) {
      var random = SplitMix64(seed: seed)
      let fixture = try FixtureRepository(bare: true)
      var account = Account()
      var day = try #require(CalendarDay("2026-03-01"))
      try fixture.commit("start", files: ["agreement.md": account.file])
      for step in 0..<Int.random(in: 1...15, using: &random) {
        let role: Role = Bool.random(using: &random) ? .mentee : .mentor
        var file: String?
        switch Int.random(in: 0..<6, using: &random) {
        case 0: account.text = Int.random(in: 0..<3, using: &random)
        case 1, 2:
          day = day.adding(days: 1)
          account.entries[role] = (day, account.text)
        case 3:
          account.text = Int.random(in: 0..<3, using: &random)
          day = day.adding(days: 1)
          account.entries[role] = (day, account.text)
        case 4: account.entries[role] = nil
        default: file = "---\ncadence_days: [\n---\n"
        }
        try fixture.commit("step \(step)", files: ["agreement.md": file ?? account.file])
      }
      try fixture.commit("end", files: ["agreement.md": account.file])
      let signatures = try Signatures(
        agreement: Document.parse(Array(account.file.utf8)),
        versions: await History(repository: fixture.repository).versions(of: "agreement.md")
      )
      for part in signatures.parts {
        let told =
          switch part.standing {
          case .missing: "missing"
          case .present: "present"
          case .earlier: "earlier"
          case .unsaved, .unknown: "\(part.standing)"
          }
        #expect(told == account.standing(of: part.role), "seed \(seed): \(part.role)")
      }
      #expect(
        signatures.areComplete == Role.allCases.allSatisfy { account.standing(of: $0) == "present" },
        "seed \(seed)"
      )
    }
  }
}
