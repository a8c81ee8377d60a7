//! One question to a service over plain HTTP, from a thread that may wait.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::Value;

/// Status and body of an answer; nothing when it did not come whole.
pub fn ask(host: &str, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
    let mut connection = TcpStream::connect(host).ok()?;
    let body = body.to_string();
    let head = format!(
        "{method} /v1{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes()).ok()?;
    connection.write_all(body.as_bytes()).ok()?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))?;
    (length.parse() == Ok(body.len())).then_some(())?;
    Some((status, serde_json::from_str(body).ok()?))
}
