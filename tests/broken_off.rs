//! Work that nobody waits for any more ends: the server sees that a connection is closed, over real sockets.

#[path = "support/example_server.rs"]
#[expect(dead_code, reason = "asked over a socket here, and not in process")]
mod example_server;

use std::future::pending;
use std::time::{Duration, Instant};

use nabij::api::server::serve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::example_server::state;

/// Plans that all differ, over a long search: without an end it takes its whole time.
const LONG: &str = r#"{"vraag": "locaties", "voorziening": "PO", "model": "shortfall", "aantal": 8,
    "bestaand": "telt niet mee", "plannen": 10, "binnen_pct": 100, "verschil": 4, "rekentijd_s": 50}"#;
const SHORT: &str = r#"{"vraag": "clusters_0_18"}"#;
/// So many questions are answered at a time.
const TURNS: usize = 2;

async fn asked(address: std::net::SocketAddr, question: &str) -> TcpStream {
    let mut connection = TcpStream::connect(address).await.expect("a connection");
    let request = format!(
        "POST /v1/locatievragen HTTP/1.1\r\nhost: nabij\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{question}",
        question.len()
    );
    connection
        .write_all(request.as_bytes())
        .await
        .expect("the request is sent");
    connection
}

/// A short question asked when both turns are taken; one that is answered at once came too early.
async fn one_that_waits(address: std::net::SocketAddr) -> Option<TcpStream> {
    for _ in 0..20 {
        let mut next = asked(address, SHORT).await;
        if timeout(Duration::from_secs(2), next.readable())
            .await
            .is_err()
        {
            return Some(next);
        }
        let mut answer = Vec::new();
        next.read_to_end(&mut answer).await.expect("an answer");
    }
    None
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_that_were_broken_off_leave_their_turns_to_the_next() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let server = tokio::spawn(serve(listener, state(), pending()));
    let mut waiting = Vec::new();
    for _ in 0..TURNS {
        waiting.push(asked(address, LONG).await);
    }
    let mut next = one_that_waits(address).await.expect("both turns are taken");
    let broken_off = Instant::now();
    drop(waiting);
    let mut answer = Vec::new();
    next.read_to_end(&mut answer).await.expect("an answer");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer:.200}");
    let waited = broken_off.elapsed();
    assert!(waited < Duration::from_secs(15), "waited {waited:?}");
    server.abort();
}
