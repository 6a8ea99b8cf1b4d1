import Git

/// Compares the trees of commits on another processor, while a walk goes on to what is before them, and then until it is asked for.
///
/// Nothing else that needs them can begin before that, so that what has been compared by then has taken no time.
struct ComparisonAhead: Sendable {
  private let stretches: AsyncStream<[WalkedCommit]>.Continuation
  private let comparison: Task<[ObjectID: CommitFiles], Never>

  /// Commits that follow each other in the walk, still to be handed over.
  private var stretch: [WalkedCommit] = []

  /// How many commits are handed over at once: more and more, since each stretch begins with a tree that has to be put together.
  private var stretchLength: Int

  private static let longestStretch = 2048

  /// How many commits at most are compared, so that a long walk doesn't fill the memory.
  private static let mostCommits = 16_384

  /// - Parameters:
  ///   - location: Where the repository is, of which another handle is opened.
  ///   - stretchLength: How many commits are handed over first.
  init(at location: Repository.Location, stretchLength: Int = 256) {
    self.stretchLength = stretchLength
    let (stream, continuation) = AsyncStream<[WalkedCommit]>.makeStream()
    stretches = continuation
    comparison = Task {
      var compared: [ObjectID: CommitFiles] = [:]
      // What can't be compared is tried again, and told, when its turn comes.
      guard let repository = try? Repository(opening: location) else { return compared }
      let followed = FollowedTrees(in: repository)
      for await stretch in stream where compared.count < Self.mostCommits {
        let earliestFirst = Array(stretch.reversed())
        for index in ReadingOrder.indices(count: stretch.count - 1, followed.order) {
          if Task.isCancelled { return compared }
          let (parent, commit) = (earliestFirst[index], earliestFirst[index + 1])
          guard commit.parents == [parent.id] else { continue }
          compared[commit.id] = try? CommitFiles(
            from: [parent.tree],
            to: commit.tree,
            in: repository,
            following: followed
          )
        }
      }
      return compared
    }
  }

  /// Takes the next commit of the walk.
  mutating func add(_ commit: WalkedCommit) {
    stretch.append(commit)
    guard stretch.count > stretchLength else { return }
    stretches.yield(stretch)
    stretch = [commit]
    stretchLength = min(2 * stretchLength, max(stretchLength, Self.longestStretch))
  }

  /// Takes no more commits; those that it has are compared.
  mutating func finish() {
    stretches.yield(stretch)
    stretches.finish()
    stretch = []
  }

  /// Compares no more.
  ///
  /// - Returns: What some of the commits changed, by their ids, as many as have been compared.
  func end() async -> [ObjectID: CommitFiles] {
    comparison.cancel()
    stretches.finish()
    return await comparison.value
  }
}
