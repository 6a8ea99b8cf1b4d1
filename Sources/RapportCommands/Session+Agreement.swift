import Git
import History
import Practice
import Records
import Space

extension Session {
  /// The numbers that the two work by at the moment a command looks at, each with where it comes from.
  ///
  /// History is read only where the agreement has signatures, and once for all questions to one `history`.
  ///
  /// - Parameter history: the history up to that moment; nil to read it for this alone.
  func terms(in view: Viewpoint, history: History? = nil) async throws -> Terms {
    let agreement = try view.record(at: Self.agreementPath)?.document
    let entries = Set(Signatures.roles(in: agreement))
    guard entries.count == Role.allCases.count else { return Terms(agreement: agreement, isSigned: false) }
    return Terms(agreement: agreement, isSigned: try await signatures(in: view, history: history).areComplete)
  }

  /// Who signed the agreement as it stands at the moment a command looks at.
  ///
  /// - Parameter history: the history up to that moment; nil to read it for this alone.
  func signatures(in view: Viewpoint, history: History? = nil) async throws -> Signatures {
    let agreement = try view.record(at: Self.agreementPath)?.document
    guard !Signatures.roles(in: agreement).isEmpty else { return try Signatures(agreement: agreement, versions: nil) }
    let history = try history ?? History(repository: view.space.repository, tip: view.commit)
    return try Signatures(agreement: agreement, versions: await history.versions(of: Self.agreementPath))
  }

  /// Where the agreement stands.
  static let agreementPath = "agreement.md"
}
