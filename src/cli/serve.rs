//! `nabij serve`: opens the doors, reads the study, and stops in order.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use nabij::api::register::follow::follow;
use nabij::api::register::kept::Register;
use nabij::api::running::metrics_text::metrics_routes;
use nabij::api::running::rate_limit::RateLimit;
use nabij::api::running::reload::reload;
use nabij::api::running::settings::{Settings, Written};
use nabij::api::server::{serve, serve_routes};
use nabij::api::state::{Loading, ServerState};
use nabij::api::upload::reader::log_known_holes;
use nabij::api::upload::shelf::Uploads;
use nabij::ingest::load::{Progress, study_name};
use nabij::ingest::problem::Problem;
use nabij::store::address::StoreAddress;
use nabij::store::open_store::Store;
use nabij::study::read_study::StudyFiles;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::{BLOCKED, said, say, say_error, show_progress};

/// Work that nobody waits for any more gets so long to end before the process does.
const LAST_WORK: Duration = Duration::from_secs(2);

/// How the service is started. Each of these, but for the file, can stand in the file and in the environment as well.
#[derive(Debug, clap::Args)]
pub struct ServeArguments {
    /// Een study.toml, of de map waarin die staat
    study: Option<PathBuf>,
    /// De map met gegevens; anders de map van de studie
    #[arg(long)]
    data: Option<PathBuf>,
    /// Waar de dienst luistert; anders op 127.0.0.1:8080
    #[arg(long)]
    address: Option<String>,
    /// De map waarin gestuurde lagen blijven; zonder neemt de dienst er geen aan
    #[arg(long)]
    uploads: Option<PathBuf>,
    /// Waar de cijfers voor Prometheus staan, op /metrics; zonder staan zij nergens
    #[arg(long)]
    metrics: Option<String>,
    /// Waar blijft wat mensen vastleggen: een bestand, of postgresql://...; zonder bewaart de dienst niets
    #[arg(long)]
    store: Option<String>,
    /// Een bestand met instellingen in TOML
    #[arg(long, env = "NABIJ_CONFIG")]
    config: Option<PathBuf>,
}

impl ServeArguments {
    /// What is set, and where it was written is said.
    fn settings(&self) -> Result<Settings, Problem> {
        let mut written = Written::default();
        if let Some(file) = &self.config {
            written.file(file)?;
        }
        let variables = std::env::vars_os();
        let variables = variables.filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        written.environment(variables)?;
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        for (origin, key, value) in [
            ("STUDY", "study", path(&self.study)),
            ("--data", "data", path(&self.data)),
            ("--address", "address", self.address.clone()),
            ("--uploads", "uploads", path(&self.uploads)),
            ("--metrics", "metrics", self.metrics.clone()),
            ("--store", "store", self.store.clone()),
        ] {
            if let Some(value) = value {
                written.text(origin, key, &value)?;
            }
        }
        tell(&written);
        written.settings()
    }
}

/// For people; programs read where the service is from standard output. A log of objects stays one.
fn tell(written: &Written) {
    if logs_objects() {
        for line in written.summary() {
            tracing::info!(setting = line.trim(), "set up");
        }
    } else {
        say_error("instellingen:");
        written.summary().for_each(|line| say_error(&line));
    }
}

/// Where a store is expected and another is made, its name is mistyped or its disk is not there.
fn tell_new(place: &StoreAddress) {
    if logs_objects() {
        tracing::info!(%place, "new store");
    } else {
        say_error(&format!("opslag {place}: nieuw, hier was nog geen opslag"));
    }
}

fn logs_objects() -> bool {
    std::env::var("NABIJ_LOG_FORMAT").is_ok_and(|format| format == "json")
}

pub fn run(arguments: &ServeArguments) -> Result<ExitCode> {
    let settings = match arguments.settings() {
        Ok(settings) => settings,
        Err(refused) => {
            say_error(&refused.to_string());
            return Ok(ExitCode::from(BLOCKED));
        }
    };
    let study = settings.study.clone();
    let files = StudyFiles {
        study: study.context("welke studie: nabij serve STUDY, of study in de instellingen")?,
        data: settings.data.clone(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let ended = runtime.block_on(serve_study(files, settings));
    runtime.shutdown_timeout(LAST_WORK);
    ended
}

async fn serve_study(files: StudyFiles, settings: Settings) -> Result<ExitCode> {
    let started = Instant::now();
    let address = settings.address;
    let uploads = settings.uploads.as_deref();
    let uploads = uploads.map(kept_uploads);
    let register = settings.store.as_ref();
    let register = register.map(|place| kept_register(place, &files));
    let state = ServerState::with_uploads(uploads.transpose()?);
    let mut state = state.with_register(register.transpose()?);
    let alone = address.ip().is_loopback() && settings.rates.trusted_proxies.is_empty();
    state.callers = match settings.callers.callers(alone) {
        Ok(callers) => callers,
        Err(refused) => {
            say_error(&refused.to_string());
            return Ok(ExitCode::from(BLOCKED));
        }
    };
    state.theme = settings.theme.as_deref().map(theme).transpose()?;
    state.connections = settings.connections;
    state.rates = RateLimit::of(settings.rates);
    let state = Arc::new(state);
    let stopping = stop_asked()?;
    let listener = listener(address).await?;
    let address = listener.local_addr()?;
    let mut reloading = signal(SignalKind::hangup())?;
    let loading = tokio::task::spawn_blocking({
        let (state, files) = (Arc::clone(&state), files.clone());
        move || open_study(files, &state)
    });
    if let Some(address) = settings.metrics {
        let figures = metrics_routes(Arc::clone(&state));
        let listener = self::listener(address).await?;
        say(&format!("cijfers: http://{}", listener.local_addr()?))?;
        tokio::spawn(serve_routes(listener, figures, asked(stopping.clone())));
    }
    if let Some(uploads) = state.uploads() {
        tokio::spawn(async move { log_known_holes(&uploads).await });
    }
    let serving = tokio::spawn(serve(listener, Arc::clone(&state), asked(stopping.clone())));
    let opened = tokio::select! {
        opened = loading => opened??,
        () = asked(stopping) => return Ok(ExitCode::SUCCESS),
    };
    if !opened {
        return Ok(ExitCode::from(BLOCKED));
    }
    say(&format!(
        "nabij is klaar na {:.1} s: http://{address}",
        started.elapsed().as_secs_f64()
    ))?;
    tokio::spawn(follow(Arc::clone(&state), files.clone()));
    tokio::spawn(async move {
        while reloading.recv().await.is_some() {
            reload(&state, &files).await;
        }
    });
    serving.await??;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

async fn listener(address: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("{address} is niet vrij om op te luisteren"))
}

/// The stylesheet of a city.
fn theme(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("het thema {}", file.display()))
}

/// Where sent layers are kept.
fn kept_uploads(folder: &Path) -> Result<Uploads> {
    let program = std::env::current_exe().context("waar dit programma staat")?;
    Uploads::open(folder, program)
        .with_context(|| format!("de map {} voor gestuurde lagen", folder.display()))
}

/// Where is kept what people enter.
fn kept_register(place: &StoreAddress, files: &StudyFiles) -> Result<Register> {
    let study = study_name(&files.study)?;
    let is_new = matches!(place, StoreAddress::File(path) if !path.exists());
    let store = Store::open(place, &study).with_context(|| format!("de opslag {place}"))?;
    if is_new {
        tell_new(place);
    }
    Ok(Register::over(store))
}

/// Loads the study and puts it in place; `false` when something in the input blocks.
fn open_study(files: StudyFiles, state: &ServerState) -> Result<bool> {
    let _turn = state.reading.blocking_lock();
    let progress = |progress: Progress| {
        state.report_loading(Loading {
            step: progress.step.clone(),
            share: progress.share,
        });
        show_progress(progress);
    };
    let entered = state.register().map(|register| register.entered());
    let entered = entered.unwrap_or_default();
    let opened = match state.uploads() {
        Some(uploads) => uploads.open_at_start((files, &entered.added), &progress),
        None => files.open_with(&entered.added, &progress),
    };
    let Some(study) = said(opened)? else {
        return Ok(false);
    };
    let study = Arc::new(study);
    state.open_with(Arc::clone(&study), &entered);
    // What cannot be prepared now is told to who asks for it.
    std::thread::spawn(move || study.prepare().is_ok());
    Ok(true)
}

/// Turns true once, when the process is told to stop.
fn stop_asked() -> Result<watch::Receiver<bool>> {
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let (told, stopping) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupted.recv() => (),
            _ = terminated.recv() => (),
        }
        tracing::info!("stopping");
        told.send_replace(true);
    });
    Ok(stopping)
}

async fn asked(mut stopping: watch::Receiver<bool>) {
    // Nobody will ask any more when the sender is gone: then it is time to stop as well.
    drop(stopping.wait_for(|&stop| stop).await);
}
