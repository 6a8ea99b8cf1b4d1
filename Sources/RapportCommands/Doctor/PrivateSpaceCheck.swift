import Git
import Records
import Space

/// Whether a private space lies inside a shared one.
struct PrivateSpaceCheck: DoctorCheck {
  let name = "private-space"
  let title = "private spaces"

  func examine(_ examination: Examination) async throws -> Diagnosis {
    let space = examination.space
    guard let root = space.workTree?.root else { return .fine("A bare repository has no place for one.") }
    if space.nature == .personal {
      guard let around = Self.space(around: root, examination), around.nature == .shared else {
        return .fine("This one lies inside no shared space.")
      }
      return finding(root, inside: around.workTree?.root ?? around.repository.gitDirectory)
    }
    let nested = try space.workTree?.markdownFiles().repositories ?? []
    let inside = nested.map { root + "/" + $0 }.first { path in
      Self.space(at: path, examination)?.nature == .personal
    }
    return inside.map { finding($0, inside: root) } ?? .fine("None lies inside this shared space.")
  }

  private func finding(_ path: String, inside shared: String) -> Diagnosis {
    .finding(
      Finding(
        text: "A private space lies inside a shared one, where one wrong git add sends it to the other person.",
        details: ["\(path), inside \(shared)"],
        help: "move it elsewhere: mv \(shell: path) ~/"
      )
    )
  }

  private static func space(at path: String, _ examination: Examination) -> Space? {
    let paths = examination.session.context.configurationSearchPaths
    return (try? Repository(opening: path, searchPaths: paths)).flatMap { try? Space($0) }
  }

  private static func space(around root: String, _ examination: Examination) -> Space? {
    let parent = root.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    guard !parent.isEmpty else { return nil }
    return try? Space.open(
      from: parent,
      ceilings: [],
      searchPaths: examination.session.context.configurationSearchPaths
    )
  }
}
