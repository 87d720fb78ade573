//! Just enough HTTP to ask our own two servers again and again over the same
//! connections: nothing that the measurement would measure instead of them.

use std::error::Error;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) cookie: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// A connection that is kept.
pub(crate) struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream: BufReader::with_capacity(64 * 1024, stream),
            address,
        })
    }

    pub(crate) async fn get(&mut self, path: &str, headers: &str) -> Outcome<Reply> {
        let address = self.address;
        let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n{headers}\r\n");
        self.ask(&request).await
    }

    pub(crate) async fn post(&mut self, path: &str, form: &str) -> Outcome<Reply> {
        let (address, length) = (self.address, form.len());
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        );
        self.ask(&request).await
    }

    async fn ask(&mut self, request: &str) -> Outcome<Reply> {
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).unwrap_or_default().parse()?;
        let (mut length, mut chunked, mut cookie) = (0, false, None);
        loop {
            line.clear();
            self.stream.read_line(&mut line).await?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.parse()?,
                "transfer-encoding" => chunked = value.eq_ignore_ascii_case("chunked"),
                "set-cookie" if value.starts_with("triad=") => {
                    cookie = value.split(';').next().map(ToOwned::to_owned);
                }
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                line.clear();
                self.stream.read_line(&mut line).await?;
                let size = usize::from_str_radix(line.trim(), 16)?;
                let start = body.len();
                // The line's end after each chunk is read and cut off again.
                body.resize(start + size + 2, 0);
                self.stream.read_exact(&mut body[start..]).await?;
                body.truncate(start + size);
                if size == 0 {
                    break;
                }
            }
        } else {
            body.resize(length, 0);
            self.stream.read_exact(&mut body).await?;
        }
        Ok(Reply {
            status,
            cookie,
            body,
        })
    }
}

/// Asks for a page over so many connections at once until the time is up, and
/// tells how long each answer took.
pub(crate) async fn load(
    address: SocketAddr,
    path: &str,
    headers: &str,
    connections: usize,
    time: Duration,
) -> Outcome<Vec<Duration>> {
    let until = Instant::now() + time;
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (path, headers) = (path.to_owned(), headers.to_owned());
        tasks.spawn(async move {
            let mut client = Client::connect(address).await?;
            let mut took = Vec::new();
            while Instant::now() < until {
                let start = Instant::now();
                let reply = client.get(&path, &headers).await?;
                if reply.status != 200 {
                    return Err(format!("{path} answered {}", reply.status).into());
                }
                took.push(start.elapsed());
            }
            Ok::<_, Box<dyn Error + Send + Sync>>(took)
        });
    }
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done??);
    }
    Ok(all)
}
