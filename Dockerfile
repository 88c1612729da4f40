# chidao with its HTTP interface, for a store beside it (docker-compose.yml) or a SQLite file in the volume /data.
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /opt/chidao
WORKDIR /build
COPY requirements-server.lock .
RUN /opt/chidao/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-server.lock
COPY . .
RUN /opt/chidao/bin/python -m pip install --no-cache-dir --no-deps .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin chidao \
    && install --directory --owner=chidao --group=chidao --mode=0700 /data
COPY --from=build /opt/chidao /opt/chidao
ENV PATH=/opt/chidao/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CHIDAO_STORE=sqlite:///data/graph.sqlite
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/api/v1/health', timeout=4)"]
ENTRYPOINT ["chidao"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
