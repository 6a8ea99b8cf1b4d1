/// Whether each of the person's spaces has a remote of its own.
struct SharedRemoteCheck: DoctorCheck {
  let name = "one-remote"
  let title = "a remote for each space"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let pairs = try SpaceRemotes(examination.session.context).pairs(with: examination.space)
    guard !pairs.isEmpty else { return .fine("No two of your spaces go to one place.") }
    return .finding(
      Finding(
        text: "Two of your spaces go to one place, where the files of one would become the other's.",
        details: pairs.map { "\($0.one) and \($0.other): \($0.address)" },
        help: "give each space a remote of its own: git remote set-url NAME ADDRESS"
      )
    )
  }
}
