import Glibc
import Hummingbird
import HummingbirdCore
import LineIntake
import Logging
import NIOCore
import Synchronization

/// The HTTP side: checks who speaks and how much, hands over, and answers when what was said is durable.
struct Receiver: Sendable {
  let intake: Intake
  let secret: ChannelSecret
  let log: Logger
  let refusals = Refusals()

  /// LINE's own deliveries are a few kilobytes.
  static let largestBody = 1_048_576
  static let mostConnections = 512

  struct Context: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      remoteAddress = source.channel.remoteAddress
    }
  }

  /// How many requests were turned away at the door.
  final class Refusals: Sendable {
    private let total = Mutex(0)

    var count: Int { total.withLock { $0 } }

    func add() -> Int {
      total.withLock {
        $0 += 1
        return $0
      }
    }
  }

  /// Until SIGTERM or SIGINT: then no new request is taken, and those that are here are answered.
  func run(host: String, port: Int, onListening: @escaping @Sendable (String) -> Void) async throws {
    let router = Router(context: Context.self)
    router.post("line/webhook") { request, _ in await webhook(request) }
    router.get("healthz") { _, _ in await health() }
    router.get("metrics") { _, context in await metrics(context) }
    var quiet = Logger(label: "ippo-line http", factory: { StreamLogHandler.standardError(label: $0) })
    quiet.logLevel = .error
    let application = Application(
      router: router,
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [RequestClock()], idleTimeout: .seconds(30),
          httpDecoderConfiguration: .init(maxHeaderFieldSize: 8192, maxHeaderListSize: 16384, maxHeaderFieldCount: 64))),
      configuration: .init(
        address: .hostname(host, port: port), serverName: nil, backlog: 512,
        availableConnectionsDelegate: .maximum(Receiver.mostConnections, logger: quiet)),
      onServerRunning: { channel in
        if let address = channel.localAddress, let port = address.port {
          onListening("\(address.ipAddress.map { $0.contains(":") ? "[\($0)]" : $0 } ?? host):\(port)")
        }
      },
      logger: quiet)
    try await application.runService()
  }

  private func webhook(_ request: Request) async -> Response {
    let signatures = request.headers[values: .lineSignature]
    guard signatures.count == 1 else { return refusal(.unauthorized, "signatures", signatures.count) }
    let body: [UInt8]
    do {
      body = Array(try await request.body.collect(upTo: Receiver.largestBody).readableBytesView)
    } catch is NIOTooManyBytesError {
      return refusal(.contentTooLarge, "limit", Receiver.largestBody)
    } catch {
      return refusal(.badRequest, "body", 0)
    }
    do {
      guard try secret.verifies(signatures[0], of: body) else { return refusal(.unauthorized, "bytes", body.count) }
    } catch {
      log.critical("no signature can be checked: libcrypto is missing")
      return Response(status: .serviceUnavailable)
    }
    let delivery: Delivery
    do {
      delivery = try Delivery(body: body, now: Receiver.now())
    } catch {
      return refusal(.badRequest, "bytes", body.count)
    }
    switch await intake.take(delivery) {
    case .durable: return Response(status: .ok)
    case .nowhere: return Response(status: .serviceUnavailable, headers: [.retryAfter: "5"])
    }
  }

  private func refusal(_ status: HTTPResponse.Status, _ what: String, _ value: Int) -> Response {
    // a wrong secret must be seen, and a flood must not fill the log: the 1st, 2nd, 4th, 8th …
    let count = refusals.add()
    if count & (count - 1) == 0 {
      log.warning(
        "refused a request", metadata: ["status": "\(status.code)", "\(what)": "\(value)", "so_far": "\(count)"])
    }
    // what is left of the body is not waited for
    return Response(status: status, headers: [.connection: "close"])
  }

  private func health() async -> Response {
    let state = await intake.state
    let word = state.isDiskFull ? "full" : state.isAway || state.spooled > 0 ? "spooling" : "ok"
    return answer(
      "{\"status\":\"\(word)\",\"database\":\"\(state.isAway ? "away" : "up")\",\"spooled\":\(state.spooled)}\n",
      type: "application/json", status: state.isDiskFull ? .serviceUnavailable : .ok)
  }

  /// Only from this machine, and not through a proxy on it.
  private func metrics(_ context: Context) async -> Response {
    switch context.remoteAddress?.ipAddress {
    case "127.0.0.1", "::1", "::ffff:127.0.0.1":
      return answer(
        Metrics.text(await intake.figures, await intake.state, refused: refusals.count),
        type: "text/plain; version=0.0.4", status: .ok)
    default: return Response(status: .notFound)
    }
  }

  private func answer(_ text: String, type: String, status: HTTPResponse.Status) -> Response {
    Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// Milliseconds since 1970.
  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
