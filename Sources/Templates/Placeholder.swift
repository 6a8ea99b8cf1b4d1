enum Placeholder { static let goal = PackageResources.goal_md }
