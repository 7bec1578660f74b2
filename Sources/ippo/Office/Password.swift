import Edge

/// What a password must be: long enough that guessing over the network is hopeless.
enum Password {
  static let least = 10

  static func demand(_ typed: String?) throws -> String {
    guard let typed, typed.count >= least else {
      throw Trouble(
        ja: "パスワードは\(least)文字以上にしてください。", en: "A password has at least \(least) characters.", status: .refused)
    }
    return typed
  }
}
