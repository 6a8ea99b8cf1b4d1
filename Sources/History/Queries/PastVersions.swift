package import Git
import Records

/// What a file that may be a record held once.
package struct PastVersion: Sendable {
  /// The first commit that held it, parents before children.
  package let commit: ObjectID
  package let path: String
  package let bytes: [UInt8]
}

/// The versions of all files that may be records, each text once, parents before children.
///
/// What the repository lacks, and what is too large for a record, is left out.
package struct PastVersions {
  private let graph: CommitGraph
  private let repository: Repository
  private var batches: CommitBatches
  private var seen: Set<ObjectID> = []

  fileprivate init(_ graph: CommitGraph, in repository: Repository) {
    self.graph = graph
    self.repository = repository
    batches = CommitBatches(graph.nodes.indices, of: graph, in: repository, includingMessages: false)
  }

  /// The next versions, maybe none; nil after the last.
  ///
  /// - Throws: `HistoryError.git`.
  package mutating func next() async throws(HistoryError) -> [PastVersion]? {
    do throws(GitError) {
      guard let batch = await batches.next() else { return nil }
      if let failure = batch.failure { throw failure }
      var versions: [PastVersion] = []
      for (commit, files) in zip(batch.commits, batch.files) {
        for case let file? in files.byParent.joined().lazy.map(\.new)
        where file.isRegular {
          guard seen.insert(file.id).inserted else { continue }
          let known = batch.contents[file.id]
          let content = if let known { known } else { try BlobContent(file.id, in: repository) }
          guard case .bytes(let bytes) = content else { continue }
          versions.append(PastVersion(commit: graph.nodes[commit].id, path: file.path, bytes: bytes))
        }
      }
      return versions
    } catch {
      batches.cancel()
      throw .git(error)
    }
  }
}

extension History {
  /// Begins to read every version that the tip can reach; nil where there is no commit yet.
  ///
  /// - Throws: `HistoryError.git`.
  package func versions() async throws(HistoryError) -> PastVersions? {
    do throws(GitError) {
      return try await graphOfAll().map { PastVersions($0, in: repository) }
    } catch {
      throw .git(error)
    }
  }
}
