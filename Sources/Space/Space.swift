package import Git
import Records

/// A git repository that holds records, opened for reading and writing them.
///
/// A *space* has `relationship.md` or `private.md` at its root. Reading works in any repository, so that `log` and
/// `list` can look at records that nobody prepared for rapport.
package final class Space {
  /// What the root of the repository says about it.
  package enum Nature: Sendable, Hashable {
    /// `relationship.md`: two people read everything here.
    case shared
    /// `private.md`: its owner's own.
    case personal
    /// Neither: some git repository.
    case plainRepository
  }

  package let repository: Repository
  /// The files beside the repository; nil when it is bare.
  package let workTree: WorkTree?
  package let nature: Nature
  /// How long a write waits for another program's lock.
  package var patienceSeconds = 5.0

  /// Wraps an open repository.
  package init(_ repository: Repository) throws(SpaceError) {
    self.repository = repository
    workTree = repository.workTree.map(WorkTree.init(root:))
    nature = try Self.nature(of: repository, workTree: workTree)
  }

  /// Finds the repository that holds `directory` and opens its space, following git's rules of discovery.
  ///
  /// - Throws: `.git(.notARepository)` where there is none, and what opening it throws.
  package static func open(
    from directory: String,
    ceilings: [String],
    searchPaths: ConfigurationSearchPaths? = nil
  ) throws(SpaceError) -> Space {
    let repository: Repository
    do throws(GitError) {
      let gitDirectory = try Repository.discover(from: directory, ceilings: ceilings)
      repository = try Repository(opening: gitDirectory, searchPaths: searchPaths)
    } catch {
      throw .git(error)
    }
    return try Space(repository)
  }

  /// The last commit's tree; nil before the first commit.
  package func headTree() throws(SpaceError) -> ObjectID? {
    try git { () throws(GitError) in
      guard let tip = try repository.head().tip else { return nil }
      return try repository.commit(tip).tree
    }
  }

  /// Runs git operations, and turns what they throw into this module's error.
  func git<Value>(_ body: () throws(GitError) -> Value) throws(SpaceError) -> Value {
    do throws(GitError) {
      return try body()
    } catch {
      throw .git(error)
    }
  }

  /// The hash by which git would know bytes of the work tree; nil for no file.
  static func hash(of bytes: [UInt8]?) throws(SpaceError) -> ObjectID? {
    guard let bytes else { return nil }
    do throws(GitError) {
      return try ObjectID.blob(bytes)
    } catch {
      throw .git(error)
    }
  }

  private static func nature(of repository: Repository, workTree: WorkTree?) throws(SpaceError) -> Nature {
    let candidates: [(RecordKind, Nature)] = [(.relationship, .shared), (.privateSpace, .personal)]
    for (kind, nature) in candidates {
      guard case .file(let path) = KindDescription.of(kind).place else { continue }
      if let workTree {
        if try workTree.read(path) != nil { return nature }
      } else if let tip = try? repository.head().tip, let tree = try? repository.commit(tip).tree,
        (try? repository.file(at: path, in: tree)) != nil
      {
        return nature
      }
    }
    return .plainRepository
  }
}

@available(*, unavailable, message: "A space holds a repository handle, which one task at a time may use.")
extension Space: Sendable {}
