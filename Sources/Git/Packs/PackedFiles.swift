import Synchronization

/// Contents of files that are put together from what differs between them, for several that read them at once.
///
/// Most versions of a file are stored as what differs from a later one, so that the first one needs all of them. They are kept for
/// when their turn comes.
package final class PackedFiles: Sendable {
  private let contents: Mutex<PackedContents>

  /// How much is kept, in bytes of contents.
  private static let mostBytes = 24 << 20

  /// - Parameter verifies: Whether objects are to be compared with their ids: then none is read here.
  package init(in repository: Repository, verifying verifies: Bool = Repository.isVerifying) {
    contents = Mutex(
      PackedContents(of: .blob, in: verifies ? nil : repository.commonDirectory, keeping: Self.mostBytes)
    )
  }

  /// The content of a file, not compared with its id; nil if it isn't in a pack, is larger than a limit in bytes, or can't be read.
  package func bytes(of id: ObjectID, limit: Int) -> [UInt8]? {
    contents.withLock { $0.bytes(of: id, limit: limit) }
  }
}
