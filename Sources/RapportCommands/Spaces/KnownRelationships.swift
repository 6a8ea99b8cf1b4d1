import Git
import Space

/// The relationships that this computer knows of, by the names of their folders.
struct KnownRelationships {
  /// What the one at hand is called.
  let here: String

  private let names: [String]

  init(around space: Space, _ context: Context) throws {
    let root = space.workTree?.root ?? space.repository.gitDirectory
    here = Paths.name(of: root)
    names = try [here] + SpaceRegister(context).sharedRoots.filter { $0 != root }.map(Paths.name)
  }

  var count: Int { names.count }

  var areSeveral: Bool { names.count > 1 }

  /// Whether no other folder has the same name, so that the name says which one is meant.
  var isNameTelling: Bool { names.count { $0 == here } == 1 }
}
