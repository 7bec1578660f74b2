package import ArgumentParser

/// A verb of the office: parsing made it, `run(at:)` calls the domain once and prints.
package protocol Verb: ParsableCommand {
  mutating func run(at desk: Desk) throws
}

extension Verb {
  package mutating func run() throws { try run(at: .standard) }
}
