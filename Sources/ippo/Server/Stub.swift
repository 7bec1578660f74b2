import ArgumentParser
struct ServerCommand: ParsableCommand { static let configuration = CommandConfiguration(commandName: "server") }
extension Desk { func sqlFolder() throws -> String { environment["IPPO_SQL"] ?? "" } }
